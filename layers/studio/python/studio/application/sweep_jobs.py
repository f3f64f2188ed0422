"""No job stays open: one whose execution is over, or never was, is ended or started again."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from studio.application.advance_job import AdvanceJob
from studio.domain.brief import JobId
from studio.domain.errors import Busy, JobNotFound
from studio.domain.job import Job
from studio.ports import Clock, Executions, JobRepository

GIVE_UP_AFTER: Final = timedelta(hours=1)
"""A job that could not be started for so long is failed."""

SETTLING: Final = timedelta(seconds=30)
"""The stream has this long to start a new job before the sweeper does."""


@dataclass(frozen=True, slots=True)
class SweepJobs:
    jobs: JobRepository
    executions: Executions
    advance: AdvanceJob
    clock: Clock

    def __call__(self, job_ids: Iterable[JobId] | None = None) -> list[JobId]:
        """Look at these jobs, or at every unfinished one; return those that were ended."""
        if job_ids is None:
            return [job.id for job in self.jobs.unfinished() if self._ended_in_time(job)]
        found = self._found(job_ids)
        return [job.id for job in found if not job.status.is_final and self._ended(job)]

    def _found(self, job_ids: Iterable[JobId]) -> Iterator[Job]:
        for job_id in job_ids:
            with suppress(JobNotFound):  # its owner deleted it as soon as it was cancelled
                yield self.jobs.get(job_id)

    def _ended_in_time(self, job: Job) -> bool:
        """One busy account does not keep the jobs of the others open."""
        try:
            return self._ended(job)
        except Busy:
            return False

    def _ended(self, job: Job) -> bool:
        age = self.clock.now() - job.created_at
        match self.executions.status(job.id):
            case "running":
                return False
            case "missing" if age < SETTLING:
                return False
            case "missing" if age < GIVE_UP_AFTER:
                self.executions.start(job)
                return False
            case _:
                cause = "The job's execution ended without saying how."
                self.advance.fail(job.id, stage="The job", error="Abandoned", cause=cause)
                return True
