import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jail import scratch_folder
from tests.security.stage import Stage, a_stage


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "anybody: needs no root")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    if os.geteuid():
        for item in items:
            if here in item.path.parents and "anybody" not in item.keywords:
                item.add_marker(pytest.mark.skip(reason="a uid for a job takes root"))


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage() as stage:
        yield stage


@pytest.fixture
def scratch() -> Iterator[Path]:
    with scratch_folder() as scratch:
        yield scratch
