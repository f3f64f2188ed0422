"""End a job because its caller says so; storing it is stopping it."""

from dataclasses import dataclass

from studio.application.advance_job import AdvanceJob
from studio.domain.errors import JobAlreadyFinished
from studio.domain.job import Job, JobStatus


@dataclass(frozen=True, slots=True)
class CancelJob:
    advance: AdvanceJob

    def __call__(self, job: Job) -> Job:
        """The job, cancelled, its credits given back. Raises `JobAlreadyFinished`, and `Busy`."""
        if job.status.is_final:
            raise JobAlreadyFinished(job.id)
        ended = self.advance.cancel(job.id)
        if ended.status is not JobStatus.CANCELLED:
            raise JobAlreadyFinished(job.id)
        return ended
