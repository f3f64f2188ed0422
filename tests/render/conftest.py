from collections.abc import Iterator

import pytest

from tests.render.workshop import ObjectStore, an_object_store


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    with an_object_store() as store:
        yield store
