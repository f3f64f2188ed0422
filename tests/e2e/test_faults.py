"""Whatever breaks: the job ends, its credits are exact, and its owner is told."""

import contextlib
import json
import time
from typing import Any

import pytest

from local.keys import FunctionRaised
from tests.e2e.conftest import Account, environment, eventually
from tests.e2e.flaky import (
    BROKEN,
    REFUSED,
    THROTTLED,
    UNAVAILABLE,
    Fault,
    flaky_aws,
    operation,
    writes,
)
from tests.receiver import Receiver

PAID = 500


class Buyer(Account):
    receiver: Receiver

    def ends(self, job_id: str, *, seconds: float = 240) -> dict[str, Any]:
        """The job, over, with its credits exact and its webhook sent."""
        job = self.outcome(job_id, seconds=seconds)
        eventually(lambda: self.told(job_id) or None, seconds=60)
        assert {message["event"] for message in self.told(job_id)} == {f"job.{job['status']}"}
        balance = self.owner.get("/account").json()["credits"]
        assert balance["held"] == 0
        assert balance["balance"] == PAID - self.charged()
        drift = self.cloud.invoke("ReconcileCreditsFunction", {})
        assert self.id not in json.dumps(drift)
        return job

    def charged(self) -> int:
        return sum(job["credits"]["charged"] for job in self.http.get("/jobs").json())

    def told(self, job_id: str) -> list[dict[str, Any]]:
        messages = [json.loads(received.body) for received in self.receiver.received]
        return [message for message in messages if message["data"]["id"] == job_id]


@pytest.fixture
def buyer(cloud, receiver):
    with Buyer.opened(cloud, paid=PAID) as opened:
        opened.receiver = receiver
        opened.owner.post("/webhooks", json={"url": receiver.url}).raise_for_status()
        yield opened


@pytest.fixture
def aws(cloud):
    with flaky_aws(cloud.ground.endpoint) as flaky:
        yield flaky


STAGES = [
    "WriteScriptFunction",
    "SynthesizeVoiceFunction",
    "ComposeScenesFunction",
    "PlanRenderFunction",
    "AdvanceJobFunction",
]
LONG = 1000
"""More often than anybody tries again."""


@contextlib.contextmanager
def through(aws, cloud, *functions, services=("DYNAMODB", "S3", "EVENTBRIDGE")):
    urls = {f"AWS_ENDPOINT_URL_{service}": aws.url for service in services}
    with contextlib.ExitStack() as stack:
        for function in functions:
            stack.enter_context(environment(cloud, function, **urls))
        yield


def test_a_throttled_table_only_takes_longer(cloud, buyer, aws):
    every = operation("GetItem", "PutItem", "UpdateItem", "TransactWriteItems")
    aws.faults.append(Fault(every, THROTTLED, times=6))
    with through(aws, cloud, *STAGES, services=("DYNAMODB",)):
        job = buyer.ends(buyer.order("Recursion"))

    assert aws.faults[0].met == 6
    assert (job["status"], job["error"]) == ("completed", None)
    assert 0 < job["credits"]["charged"] < PAID


def test_an_end_that_the_table_refuses_for_long_is_stored_after_all(cloud, buyer, aws):
    """By `MarkSucceeded`, or when that gives up, a little later, by `MarkFailed`."""
    aws.faults.append(Fault(operation("TransactWriteItems"), THROTTLED, times=14))
    job_id = buyer.order("Recursion")
    eventually(lambda: buyer.job(job_id)["progress"] > 20 or None)
    with through(aws, cloud, "AdvanceJobFunction"):
        buyer.ends(job_id)

    assert aws.faults[0].met == 14


def test_a_bucket_that_takes_nothing_fails_the_job_for_nothing(cloud, buyer, aws):
    aws.faults.append(Fault(writes("work/script.json"), UNAVAILABLE, times=LONG))
    with through(aws, cloud, "WriteScriptFunction"):
        job = buyer.ends(buyer.order("Recursion"))

    assert (job["status"], job["credits"]["charged"]) == ("failed", 0)
    assert "error on our side" in job["error"]


def test_a_bucket_that_hiccups_is_asked_again(cloud, buyer, aws):
    aws.faults.append(Fault(writes("work/voice/"), UNAVAILABLE, times=3))
    with through(aws, cloud, "SynthesizeVoiceFunction"):
        job = buyer.ends(buyer.order("Recursion"))

    assert (aws.faults[0].met, job["status"]) == (3, "completed")


def test_a_function_that_hangs_is_stopped_and_costs_nothing(cloud, buyer, aws):
    client, name = cloud.client("lambda"), cloud.stack.physical["ComposeScenesFunction"]
    aws.faults.append(Fault(writes("work/scenes/01.json"), None, times=LONG, seconds=20))
    client.update_function_configuration(FunctionName=name, Timeout=2)
    try:
        with through(aws, cloud, "ComposeScenesFunction"):
            job = buyer.ends(buyer.order("Recursion"))
    finally:
        client.update_function_configuration(FunctionName=name, Timeout=290)

    assert (job["status"], job["credits"]["charged"]) == ("failed", 0)


def test_a_render_that_runs_out_of_memory_costs_nothing(cloud, buyer):
    """The kernel's SIGKILL, as the task's end tells of it."""
    job_id = buyer.order("Recursion")
    eventually(lambda: cloud.task_pids() or None)
    cloud.kill_tasks()
    job = buyer.ends(job_id)

    assert (job["status"], job["credits"]["charged"]) == ("failed", 0)
    assert "killed" in job["error"]


def test_an_end_that_nobody_could_store_is_swept_up(cloud, buyer, aws):
    """`MarkSucceeded` and `MarkFailed` both break: the execution's own end brings the sweeper."""
    aws.faults.append(Fault(operation("TransactWriteItems"), REFUSED, times=LONG))
    job_id = buyer.order("Recursion")
    eventually(lambda: buyer.job(job_id)["progress"] > 20 or None)
    with through(aws, cloud, "AdvanceJobFunction"):
        job = buyer.ends(job_id, seconds=400)

    assert (job["status"], job["credits"]["charged"]) == ("failed", 0)


def test_a_crash_between_the_end_and_its_announcement_loses_no_webhook(cloud, buyer, aws):
    aws.faults.append(Fault(operation("PutEvents"), BROKEN, times=12))
    with through(aws, cloud, "RelayChangesFunction"):
        job = buyer.ends(buyer.order("Recursion"))

    assert aws.faults[0].met == 12
    assert job["status"] == "completed"


def stream_records(cloud, job_id):
    """The job's changes once more, as the table's stream may bring them."""
    table = cloud.stack.physical["JobsTable"]
    item = cloud.client("dynamodb").get_item(TableName=table, Key={"id": {"S": job_id}})["Item"]
    change = {"NewImage": item, "SequenceNumber": "1"}
    return {"Records": [{"eventID": "1", "eventSource": "aws:dynamodb", "dynamodb": change}]}


def test_events_that_come_twice_or_too_late_change_nothing(cloud, buyer):
    job_id = buyer.order("Recursion")
    job = buyer.ends(job_id)
    for _ in range(2):
        cloud.invoke("RelayChangesFunction", stream_records(cloud, job_id))
    for to in ("succeeded", "failed"):
        late = {"job_id": job_id, "to": to, "stage": "x", "failure": {"Error": "x", "Cause": ""}}
        cloud.invoke("AdvanceJobFunction", late)
    with pytest.raises(FunctionRaised, match="cannot go from"):
        cloud.invoke("AdvanceJobFunction", {"job_id": job_id, "to": "running"})
    time.sleep(3)

    assert buyer.ends(job_id) == job
    assert len({message["id"] for message in buyer.told(job_id)}) == 1
