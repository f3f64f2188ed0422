"""Look at jobs of one API: one with its timeline, a page of them, or a file of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from studio.application.artifacts import output_key
from studio.domain.account import Caller
from studio.domain.brief import LONGEST_ID, JobId
from studio.domain.errors import ArtifactNotFound, JobNotFound
from studio.domain.job import Dialect, Job
from studio.domain.telling import Telling
from studio.domain.timeline import JobEvent, Progress
from studio.domain.usage import Usage, usage
from studio.ports import ArtifactStore, Bytes, Clock, JobRepository, Timeline

PAGE: Final = 100
URLS_LIVE: Final = 3600
"""Seconds that a URL of a file works."""


class JobView(NamedTuple):
    job: Job
    progress: Progress
    events: Sequence[JobEvent]
    seen_at: datetime | None = None
    """When somebody looked; None is the moment it was accepted."""
    usage: Usage | None = None
    """What it took so far; None in a page, which reads no timelines."""


@dataclass(frozen=True, slots=True)
class FindJobs:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    clock: Clock

    def one(self, job_id: JobId, *, caller: Caller) -> JobView:
        job = self.job(job_id, caller=caller)
        progress = self.timeline.progress([job_id])[job_id]
        happened = self.timeline.events(job_id)
        events = Telling().news(happened)
        return JobView(job, progress, events, self.clock.now(), usage(happened))

    def job(
        self, job_id: JobId, *, caller: Caller, dialect: Dialect = Dialect.CHALKBOARD_V1
    ) -> Job:
        """Raises `JobNotFound`, too, for another account's job or another API's."""
        if len(job_id) > LONGEST_ID:
            raise JobNotFound(job_id)
        job = self.jobs.get(job_id)
        if job.owner != caller.account_id or job.dialect is not dialect:
            raise JobNotFound(job_id)
        return job

    def page(self, *, caller: Caller) -> list[JobView]:
        """Newest first, at most `PAGE`, without events."""
        dialect = Dialect.CHALKBOARD_V1
        jobs = self.jobs.owned_by(caller.account_id, dialect=dialect, limit=PAGE)
        progress = self.timeline.progress([job.id for job in jobs])
        now = self.clock.now()
        return [JobView(job, progress[job.id], (), now) for job in jobs]

    def file(
        self,
        job_id: JobId,
        name: str,
        *,
        caller: Caller,
        byte_range: tuple[int | None, int | None] | None = None,
    ) -> Bytes:
        """Raises `JobNotFound`, `ArtifactNotFound` or `RangeNotSatisfiable`."""
        job = self.job(job_id, caller=caller)
        if name not in job.outputs:
            raise ArtifactNotFound(name)
        return self.artifacts.open(output_key(job_id, name), byte_range)

    def url(self, job: Job, name: str) -> str:
        """Where anybody may fetch one output file for the next `URLS_LIVE` seconds."""
        return self.artifacts.presigned_get(output_key(job.id, name), seconds=URLS_LIVE)
