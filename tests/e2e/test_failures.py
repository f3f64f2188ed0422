"""However a stage ends badly, the job ends in words and no execution stays open."""

import contextlib
import json

import pytest

from tests.e2e.conftest import allowed, environment, eventually


def ended_badly(customer, job_id):
    job = customer.outcome(job_id)
    assert job["status"] == "failed"
    assert job["finished_at"]
    assert job["events"][-1]["node"] == "job"
    assert job["events"][-1]["updates"]["error"] == job["error"]
    assert customer.execution_over(job_id) == "FAILED"
    return job["error"]


@contextlib.contextmanager
def timeout(cloud, state, seconds):
    """The state machine with one state in a hurry, for a while."""
    arn, client = cloud.stack.physical["ProduceVideoStateMachine"], cloud.client("stepfunctions")
    before = client.describe_state_machine(stateMachineArn=arn)["definition"]
    hurried = json.loads(before)
    hurried["States"][state]["TimeoutSeconds"] = seconds
    client.update_state_machine(stateMachineArn=arn, definition=json.dumps(hurried))
    try:
        yield
    finally:
        client.update_state_machine(stateMachineArn=arn, definition=before)


def rendering(cloud):
    return eventually(lambda: cloud.task_pids() or None)


def test_a_killed_renderer(cloud, customer):
    job_id = customer.order("Recursion")
    rendering(cloud)
    cloud.kill_tasks()

    assert ended_badly(customer, job_id).startswith("Rendering failed: the renderer was killed")


def test_a_render_that_takes_too_long_is_stopped_and_leaves_no_process(cloud, customer):
    with timeout(cloud, "RenderVideo", 1):
        job_id = customer.order("Recursion")
        error = ended_badly(customer, job_id)

    assert error == "Rendering took too long and was stopped."
    assert eventually(lambda: True if not cloud.task_pids() else None, seconds=20)


def test_a_stage_that_raises_on_purpose_is_quoted(cloud, customer):
    cloud.client("s3").create_bucket(Bucket="an-empty-bucket")
    with (
        environment(cloud, "SynthesizeVoiceFunction", MEDIA_BUCKET="an-empty-bucket"),
        allowed(cloud, "SynthesizeVoiceFunction", "s3:*", "arn:aws:s3:::an-empty-bucket*"),
    ):
        error = ended_badly(customer, customer.order("Recursion"))

    assert error == "Synthesizing the voice failed: File not found"


def test_a_stage_that_breaks_says_so_without_its_innards(cloud, customer):
    with environment(cloud, "WriteScriptFunction", MEDIA_BUCKET="nobody-made-this-bucket"):
        error = ended_badly(customer, customer.order("Recursion"))

    assert error == "Writing the script failed because of an error on our side (NoSuchBucket)."


def test_an_execution_that_is_aborted_from_outside(cloud, customer):
    job_id = customer.order("Recursion")
    rendering(cloud)
    arn = cloud.stack.physical["ProduceVideoStateMachine"].replace(":stateMachine:", ":execution:")
    cloud.client("stepfunctions").stop_execution(executionArn=f"{arn}:{job_id}")
    job = customer.outcome(job_id)

    assert job["status"] == "failed"
    assert job["error"]
    assert eventually(lambda: True if not cloud.task_pids() else None, seconds=20)


@pytest.mark.parametrize("topic", ["", " ", "x" * 2001])
def test_a_refused_order_makes_no_job(customer, topic):
    before = len(customer.http.get("/jobs").json())
    answer = customer.http.post("/jobs", json={"topic": topic})

    assert answer.status_code == 422
    assert len(customer.http.get("/jobs").json()) == before
