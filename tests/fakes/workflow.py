"""What would run a job, and tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.domain.brief import JobId
from studio.domain.job import Job
from studio.ports import ExecutionStatus


@dataclass
class FakeExecutions:
    started: list[JobId] = field(default_factory=list)
    stopped: list[JobId] = field(default_factory=list)
    statuses: dict[JobId, ExecutionStatus] = field(default_factory=dict)

    def start(self, job: Job) -> None:
        self.started.append(job.id)

    def stop(self, job: Job) -> None:
        self.stopped.append(job.id)

    def status(self, job_id: JobId) -> ExecutionStatus:
        return self.statuses.get(job_id, "missing")


@dataclass
class FakeBus:
    published: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def publish(self, name: str, detail: Mapping[str, object]) -> None:
        self.published.append((name, detail))
