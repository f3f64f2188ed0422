"""Executions of the state machines: one per job and one per delivery, named after them."""

import json
from typing import TYPE_CHECKING

from studio.domain.brief import JobId
from studio.domain.delivery import Delivery
from studio.domain.job import Job
from studio.ports import ExecutionStatus

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


class StepFunctionsExecutions:
    def __init__(self, client: "SFNClient", *, state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def start(self, job: Job) -> None:
        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn,
                name=job.id,
                input=json.dumps({"job_id": job.id, "kind": job.course}),
            )
        except self._client.exceptions.ExecutionAlreadyExists:
            return

    def stop(self, job: Job) -> None:
        """Step Functions stops the render task along with the execution that waits for it."""
        try:
            self._client.stop_execution(
                executionArn=self._arn(job.id), error="Cancelled", cause="The caller cancelled it."
            )
        except (
            self._client.exceptions.ExecutionDoesNotExist,
            self._client.exceptions.ValidationException,  # it ended in between
        ):
            return

    def status(self, job_id: JobId) -> ExecutionStatus:
        try:
            answer = self._client.describe_execution(executionArn=self._arn(job_id))
        except self._client.exceptions.ExecutionDoesNotExist:
            return "missing"
        if answer["status"] in {"RUNNING", "PENDING_REDRIVE"}:
            return "running"
        return "succeeded" if answer["status"] == "SUCCEEDED" else "failed"

    def _arn(self, job_id: JobId) -> str:
        return self._state_machine_arn.replace(":stateMachine:", ":execution:") + f":{job_id}"


class StepFunctionsDeliveries:
    """Executions of the state machine that delivers webhooks."""

    def __init__(self, client: "SFNClient", *, state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def start(self, delivery: Delivery) -> None:
        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn,
                name=delivery.id,
                input=delivery.model_dump_json(exclude_none=True),
            )
        except self._client.exceptions.ExecutionAlreadyExists:
            return
