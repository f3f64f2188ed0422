"""What stopping an execution keeps, on the stand-in of the unit tests and on Step Functions."""

import json
import time
import uuid

import pytest

from studio.adapters.stepfunctions import StepFunctionsExecutions
from tests.builders import a_job
from tests.fakes import FakeExecutions


@pytest.fixture(params=["fake", "step functions"])
def executions(request):
    if request.param == "fake":
        return FakeExecutions()
    cloud = request.getfixturevalue("cloud")
    arn = cloud.stack.physical["ProduceVideoStateMachine"]
    return StepFunctionsExecutions(cloud.client("stepfunctions"), state_machine_arn=arn)


def another_job():
    return a_job(id=str(uuid.uuid4()))


def test_stopping_what_never_was_changes_nothing(executions):
    job = another_job()
    executions.stop(job)

    assert executions.status(job.id) == "missing"


def test_a_stopped_execution_is_over_and_may_be_stopped_again(executions):
    job = another_job()
    executions.start(job)
    executions.stop(job)
    executions.stop(job)

    assert executions.status(job.id) in {"failed", "missing"}


def test_stopping_what_is_over_changes_nothing(cloud):
    client = cloud.client("stepfunctions")
    deployed = cloud.stack.physical["ProduceVideoStateMachine"]
    machine = client.create_state_machine(
        name=f"brief-{uuid.uuid4()}",
        definition=json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}),
        roleArn=client.describe_state_machine(stateMachineArn=deployed)["roleArn"],
    )
    executions = StepFunctionsExecutions(client, state_machine_arn=machine["stateMachineArn"])
    job = another_job()
    executions.start(job)
    while executions.status(job.id) == "running":
        time.sleep(0.1)
    executions.stop(job)

    assert executions.status(job.id) == "succeeded"
