"""The jobs table's stream is an outbox: what is stored is started, stopped or announced."""

from dataclasses import dataclass
from typing import Final

from studio.domain.expectation import kind_of_run, run_seconds
from studio.domain.job import Job, JobStatus
from studio.ports import EventBus, Executions, PastRuns

_ANNOUNCED: Final = {
    JobStatus.QUEUED: "JobAccepted",
    JobStatus.RUNNING: "JobStarted",
    JobStatus.SUCCEEDED: "JobSucceeded",
    JobStatus.FAILED: "JobFailed",
    JobStatus.CANCELLED: "JobCancelled",
}


def announcement(before: Job | None, after: Job | None) -> str | None:
    """The name of the event a change means; None when the status did not change."""
    if after is None or (before is not None and before.status is after.status):
        return None
    return _ANNOUNCED[after.status]


@dataclass(frozen=True, slots=True)
class RelayChanges:
    executions: Executions
    bus: EventBus
    past_runs: PastRuns

    def __call__(self, before: Job | None, after: Job | None) -> None:
        name = announcement(before, after)
        if name is None or after is None:
            return
        if after.status is JobStatus.QUEUED:
            self.executions.start(after)
        if after.status is JobStatus.CANCELLED:
            self.executions.stop(after)
        if (seconds := run_seconds(after)) is not None:
            self.past_runs.add(kind_of_run(after.brief, after.course), seconds)
        self.bus.publish(
            name, after.model_dump(mode="json", exclude={"brief", "wishes", "webhook"})
        )
