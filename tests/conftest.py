"""What every kind of test may ask for."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from local.local_cloud import LocalCloud

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


@pytest.fixture(scope="session")
def cloud() -> Iterator[LocalCloud]:
    """The whole product on the embedded AWS: template.yaml deployed, the front door open."""
    with LocalCloud.temporary() as running:
        yield running
