"""Where jobs and their timelines are kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from studio.domain.brief import AccountId, JobId
from studio.domain.idempotency import IdempotencyClaim
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Movement
from studio.domain.timeline import JobEvent, Progress
from studio.domain.video import Video


class JobRepository(Protocol):
    def add(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        claim: IdempotencyClaim | None = None,
    ) -> None:
        """Store all of it or nothing.

        Raises `ClaimConflict` if the claim is taken and has not expired at the event's time,
        `JobConflict` if the job is already there, and what `Ledger.record` raises, in this order.
        """
        ...

    def get(self, job_id: JobId) -> Job:
        """Raises `JobNotFound`."""
        ...

    def save(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        video: Video | None = None,
    ) -> None:
        """Store all of it or nothing.

        Raises `JobConflict` unless the version before is stored, and what `Ledger.record` raises.
        """
        ...

    def owned_by(self, owner: AccountId, *, dialect: Dialect, limit: int) -> Sequence[Job]:
        """Newest first."""
        ...

    def of_account(self, owner: AccountId) -> Iterator[Job]:
        """All of them, of every API."""
        ...

    def unfinished(self) -> Iterator[Job]: ...

    def erase(self, job: Job) -> None:
        """Forget the job and its video at once; what is not there is no error."""
        ...


class Timeline(Protocol):
    def record(self, job_id: JobId, event: JobEvent) -> None:
        """Append, and move the job's progress forward; never back, nor once it is over."""
        ...

    def events(self, job_id: JobId, *, since: str = "") -> Sequence[JobEvent]:
        """Oldest first; with `since`, those whose ids do not sort before it."""
        ...

    def progress(self, job_ids: Sequence[JobId]) -> Mapping[JobId, Progress]:
        """Where each job is; every id asked for is in the answer."""
        ...

    def forget(self, job_id: JobId) -> None:
        """Drop all events of a job."""
        ...
