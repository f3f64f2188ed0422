"""The delivery of webhooks as its tests look at it: hurried, watched, and fed with jobs."""

import contextlib
import uuid
from typing import Any

from local.local_cloud import LocalCloud
from studio.domain.brief import JobId
from studio.domain.timeline import Progress, Stage
from tests.builders import NOON, a_job, an_event
from tests.e2e.conftest import eventually
from tests.tables import jobs_in
from tests.template.source import template

PAUSES = [template()["Parameters"][name]["Default"] for name in ("JobUrlPauses", "EndpointPauses")]


def settle(cloud: LocalCloud, **changes: Any) -> JobId:
    """Store a job that is over: the last thing that ever happens to one."""
    jobs = jobs_in(cloud.stack.physical, cloud.client("dynamodb"))
    job = a_job(id=JobId(str(uuid.uuid4())), finished_at=NOON, **changes)
    jobs.add(job, an_event(progress=Progress(stage=Stage.DONE, percent=100)))
    return job.id


@contextlib.contextmanager
def hurried(cloud: LocalCloud, pauses: str):
    """The state machine with shorter pauses, for a while."""
    arn, client = cloud.stack.physical["DeliverWebhookStateMachine"], cloud.client("stepfunctions")
    before = client.describe_state_machine(stateMachineArn=arn)["definition"]
    hurried = before
    for slow in PAUSES:
        assert slow in before
        hurried = hurried.replace(slow, pauses)
    client.update_state_machine(stateMachineArn=arn, definition=hurried)
    try:
        yield
    finally:
        client.update_state_machine(stateMachineArn=arn, definition=before)


def execution(cloud: LocalCloud, name: str) -> str | None:
    arn = cloud.stack.physical["DeliverWebhookStateMachine"]
    arn = arn.replace(":stateMachine:", ":execution:") + f":{name}"
    client = cloud.client("stepfunctions")
    try:
        return client.describe_execution(executionArn=arn)["status"]
    except client.exceptions.ExecutionDoesNotExist:
        return None


def ended(cloud: LocalCloud, name: str) -> str:
    def over():
        status = execution(cloud, name)
        return None if status in {None, "RUNNING"} else status

    return eventually(over, seconds=90)


def attempts(cloud: LocalCloud, job_id: str) -> Any:
    return cloud.invoke("ListDeliveriesFunction", {"job_id": job_id})


def announced(cloud: LocalCloud, job_id: str) -> Any:
    """The same event once more, as EventBridge may bring it."""
    record = {
        "messageId": "1",
        "eventSource": "aws:sqs",
        "body": f'{{"detail": {{"id": "{job_id}"}}}}',
    }
    event = {"Records": [record]}
    return cloud.invoke("DispatchWebhooksFunction", event)
