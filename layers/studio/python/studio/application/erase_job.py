"""Forget a job that is over: all it left behind, and then its record. Money stays."""

from dataclasses import dataclass

from studio.application.artifacts import prefixes
from studio.application.insist import Insist
from studio.domain.brief import JobId
from studio.domain.errors import JobConflict, JobNotFound, JobNotOver
from studio.domain.job import Job
from studio.ports import ArtifactStore, DeliveryLog, JobRepository, Timeline


@dataclass(frozen=True, slots=True)
class EraseJob:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    deliveries: DeliveryLog
    insist: Insist

    def __call__(self, job: Job) -> None:
        """The record goes last: whatever breaks off before can be asked for again.

        Raises `JobNotOver`, `NotDeleted` or `Busy`.
        """
        if not job.status.is_final:
            raise JobNotOver(job.id)
        self._forget(job.id)
        self.insist(lambda: self.jobs.erase(job), on=(JobConflict,))

    def again(self, job_id: JobId) -> None:
        """What stages that were still at work wrote after the job was gone; one that is stays."""
        try:
            self.jobs.get(job_id)
        except JobNotFound:
            self._forget(job_id)

    def _forget(self, job_id: JobId) -> None:
        for prefix in prefixes(job_id):
            self.artifacts.delete(prefix)
        self.deliveries.forget(job_id)
        self.timeline.forget(job_id)
