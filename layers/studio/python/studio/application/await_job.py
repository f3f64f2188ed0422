"""A caller who would rather wait than ask again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from studio.application.find_jobs import FindJobs
from studio.domain.account import Caller
from studio.domain.brief import JobId
from studio.domain.job import Dialect, Job
from studio.ports import Clock

PACE_SECONDS: Final = 0.5
"""Between two looks at the table."""


@dataclass(frozen=True, slots=True)
class AwaitJob:
    find_jobs: FindJobs
    clock: Clock
    sleep: Callable[[float], None] = time.sleep

    def __call__(self, job_id: JobId, *, caller: Caller, dialect: Dialect, seconds: float) -> Job:
        """The job once it is over, or as it is after `seconds`. Raises `JobNotFound`."""
        deadline = self.clock.now() + timedelta(seconds=seconds)
        job = self.find_jobs.job(job_id, caller=caller, dialect=dialect)
        while not job.status.is_final:
            left = (deadline - self.clock.now()).total_seconds()
            if left <= 0:
                break
            self.sleep(min(PACE_SECONDS, left))
            job = self.find_jobs.job(job_id, caller=caller, dialect=dialect)
        return job
