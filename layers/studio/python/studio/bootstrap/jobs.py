"""What moves jobs along once they are accepted."""

import boto3

from studio.adapters.eventbridge import EventBridgeBus
from studio.adapters.stepfunctions import StepFunctionsExecutions
from studio.application.advance_job import AdvanceJob
from studio.application.record_progress import RecordProgress
from studio.application.relay_changes import RelayChanges
from studio.application.sweep_jobs import SweepJobs
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, insist, stamp
from studio.config import Settings


def advance_job(settings: Settings) -> AdvanceJob:
    jobs, artifacts = stores.jobs(settings), stores.artifacts(settings)
    return AdvanceJob(jobs, jobs, artifacts, clock, stamp, stores.ledger(settings), insist)


def relay_changes(settings: Settings) -> RelayChanges:
    bus = EventBridgeBus(boto3.client("events"), bus=settings.event_bus)
    return RelayChanges(executions(settings), bus, stores.past_runs(settings))


def record_progress(settings: Settings) -> RecordProgress:
    return RecordProgress(stores.jobs(settings), stores.artifacts(settings), stamp)


def sweep_jobs(settings: Settings) -> SweepJobs:
    return SweepJobs(stores.jobs(settings), executions(settings), advance_job(settings), clock)


def executions(settings: Settings) -> StepFunctionsExecutions:
    return StepFunctionsExecutions(
        boto3.client("stepfunctions"), state_machine_arn=settings.state_machine_arn
    )
