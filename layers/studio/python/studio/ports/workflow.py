"""What runs a job, and who is told of it."""

from collections.abc import Mapping
from typing import Literal, Protocol

from studio.domain.brief import JobId
from studio.domain.job import Job

ExecutionStatus = Literal["running", "succeeded", "failed", "missing"]


class Executions(Protocol):
    def start(self, job: Job) -> None:
        """Start the job's one execution; starting it again changes nothing."""
        ...

    def stop(self, job: Job) -> None:
        """Stop the job's execution and what it runs; nothing to stop is fine."""
        ...

    def status(self, job_id: JobId) -> ExecutionStatus: ...


class EventBus(Protocol):
    def publish(self, name: str, detail: Mapping[str, object]) -> None: ...
