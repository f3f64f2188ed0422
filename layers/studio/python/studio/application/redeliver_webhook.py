"""Operators tell a job's endpoint again, whatever became of the deliveries before."""

from dataclasses import dataclass

from studio.application.relay_changes import delivery_name
from studio.domain.brief import JobId
from studio.domain.errors import NothingToDeliver
from studio.ports import Clock, Deliveries, JobRepository, Randomness


@dataclass(frozen=True, slots=True)
class RedeliverWebhook:
    jobs: JobRepository
    deliveries: Deliveries
    clock: Clock
    randomness: Randomness

    def __call__(self, job_id: JobId) -> str:
        """Return the new delivery's name. Raises `JobNotFound` or `NothingToDeliver`."""
        job = self.jobs.get(job_id)
        if not job.status.is_final or job.webhook is None:
            raise NothingToDeliver(job_id)
        again = f"{self.clock.now():%Y%m%dT%H%M%S}-{self.randomness.entropy(2).hex()}"
        name = f"{delivery_name(job_id)}-{again}"
        self.deliveries.start(job_id, name)
        return name
