"""Where the videos of an account are kept."""

from collections.abc import Iterator
from typing import Protocol

from studio.domain.brief import AccountId, JobId
from studio.domain.video import Video


class VideoRepository(Protocol):
    """A job that ends is stored with its video in one write: see `JobRepository.save`."""

    def get(self, owner: AccountId, job_id: JobId) -> Video:
        """Raises `VideoNotFound`."""
        ...

    def owned_by(self, owner: AccountId) -> Iterator[Video]:
        """All of them, in no order."""
        ...

    def annotate(self, owner: AccountId, job_id: JobId, notes: str | None) -> None:
        """Raises `VideoNotFound`."""
        ...
