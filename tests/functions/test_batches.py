"""Functions that are handed batches, loaded and invoked as Lambda does."""

import importlib.util
import json

import boto3
import pytest
from moto import mock_aws

from studio.domain.timeline import Stage
from tests.builders import JOB, a_job, a_progress, an_event
from tests.tables import jobs_in
from tests.template.source import ROOT, resources

ENVIRONMENT = {
    "JOBS_TABLE": "JobsTable",
    "TIMELINE_TABLE": "TimelineTable",
    "PAST_RUNS_TABLE": "PastRunsTable",
    "ACCOUNTS_TABLE": "AccountsTable",
    "LEDGER_TABLE": "LedgerTable",
    "VIDEOS_TABLE": "VideosTable",
    "MEDIA_BUCKET": "media",
    "EVENT_BUS": "default",
    "API_KEY_PEPPER_ARN": "pepper",
    "SCRIPT_WRITER": "offline",
    "VOICE": "espeak",
    "STATE_MACHINE_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:produce",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


class Context:
    function_name = "f"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    aws_request_id = "1"

    def get_remaining_time_in_millis(self):
        return 30_000


@pytest.fixture
def aws(monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        dynamodb = boto3.client("dynamodb")
        for name, table in resources("AWS::DynamoDB::Table").items():
            kept = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
            properties = table["Properties"]
            dynamodb.create_table(
                TableName=name, **{k: properties[k] for k in kept if k in properties}
            )
        boto3.client("s3").create_bucket(Bucket="media")
        boto3.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")
        boto3.client("stepfunctions").create_state_machine(
            name="produce",
            definition=json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}),
            roleArn="arn:aws:iam::123456789012:role/r",
        )
        yield


@pytest.fixture
def jobs(aws):
    names = {name: name for name in resources("AWS::DynamoDB::Table")}
    return jobs_in(names, boto3.client("dynamodb"))


def load(folder):
    spec = importlib.util.spec_from_file_location(folder, ROOT / "functions" / folder / "app.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.handler


def stored_image():
    return boto3.client("dynamodb").get_item(TableName="JobsTable", Key={"id": {"S": JOB}})["Item"]


def change(sequence, new_image):
    record = {"SequenceNumber": sequence, "Keys": {"id": {"S": JOB}}, "NewImage": new_image}
    return {
        "eventID": sequence,
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": record,
    }


def test_a_stored_job_starts_its_execution_once(jobs):
    jobs.add(a_job(), an_event())
    handler = load("relay_changes")
    for _ in range(2):
        answer = handler({"Records": [change("1", stored_image())]}, Context())
        assert answer == {"batchItemFailures": []}

    arn = ENVIRONMENT["STATE_MACHINE_ARN"]
    executions = boto3.client("stepfunctions").list_executions(stateMachineArn=arn)["executions"]
    assert [execution["name"] for execution in executions] == [JOB]


def test_a_change_that_cannot_be_relayed_is_named_and_the_others_are_not(jobs):
    jobs.add(a_job(), an_event())
    batch = [change("1", stored_image()), change("2", {"job": {"S": "not a job"}})]
    answer = load("relay_changes")({"Records": batch}, Context())

    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}


def notice(message_id, key):
    return {
        "messageId": message_id,
        "eventSource": "aws:sqs",
        "body": json.dumps({"detail": {"object": {"key": key}}}),
    }


def test_progress_reaches_the_job_and_a_lost_document_is_named(jobs):
    jobs.add(a_job(), an_event())
    key = f"jobs/{JOB}/render/progress.json"
    body = a_progress(percent=50).model_dump_json().encode()
    boto3.client("s3").put_object(Bucket="media", Key=key, Body=body)
    batch = [notice("1", key), notice("2", "jobs/other/render/progress.json")]
    jobs.record(JOB, an_event(2))
    item = stored_image()
    item |= {"percent": {"N": "0"}, "stage": {"S": "queued"}}
    boto3.client("dynamodb").put_item(TableName="JobsTable", Item=item)
    answer = load("record_progress")({"Records": batch}, Context())

    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert jobs.progress([JOB])[JOB].stage is Stage.RENDERING
