"""What every kind of test may ask for."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from local.local_cloud import LocalCloud

# The same commit gets the same verdict; HYPOTHESIS_PROFILE=wild looks for new examples.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.register_profile("wild", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


@pytest.fixture(scope="session")
def cloud() -> Iterator[LocalCloud]:
    """The whole product on the embedded AWS: template.yaml deployed, the front door open.

    At the end no function may have been refused anything, whatever it made of that.
    """
    with LocalCloud.temporary() as running:
        yield running
        log = (running.ground.logs / "cloud.log").read_text()
        assert not [line for line in log.splitlines() if " may not " in line]
