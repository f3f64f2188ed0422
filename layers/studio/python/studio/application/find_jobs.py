"""Look at jobs: one with its timeline, a page of them, or a file of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from studio.application.artifacts import output_key
from studio.domain.account import Caller
from studio.domain.brief import JobId
from studio.domain.errors import ArtifactNotFound, JobNotFound
from studio.domain.job import Job
from studio.domain.timeline import JobEvent, Progress, until_over
from studio.ports import ArtifactStore, Bytes, JobRepository, Timeline

PAGE = 100


class JobView(NamedTuple):
    job: Job
    progress: Progress
    events: Sequence[JobEvent]


@dataclass(frozen=True, slots=True)
class FindJobs:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore

    def one(self, job_id: JobId, *, caller: Caller) -> JobView:
        job = self._owned(job_id, caller)
        progress = self.timeline.progress([job_id])[job_id]
        return JobView(job, progress, until_over(self.timeline.events(job_id)))

    def page(self, *, caller: Caller) -> list[JobView]:
        """Newest first, at most `PAGE`, without events."""
        jobs = self.jobs.owned_by(caller.account_id, limit=PAGE)
        progress = self.timeline.progress([job.id for job in jobs])
        return [JobView(job, progress[job.id], ()) for job in jobs]

    def file(
        self,
        job_id: JobId,
        name: str,
        *,
        caller: Caller,
        byte_range: tuple[int | None, int | None] | None = None,
    ) -> Bytes:
        """Raises `JobNotFound`, `ArtifactNotFound` or `RangeNotSatisfiable`."""
        job = self._owned(job_id, caller)
        if name not in job.outputs:
            raise ArtifactNotFound(name)
        return self.artifacts.open(output_key(job_id, name), byte_range)

    def _owned(self, job_id: JobId, caller: Caller) -> Job:
        job = self.jobs.get(job_id)
        if job.owner != caller.account_id:
            raise JobNotFound(job_id)
        return job
