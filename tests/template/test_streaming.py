"""What is sent as it comes is behind the function that streams, at both prefixes."""

import pytest

from studio.application.follow_job import LONGEST, SILENCE
from tests.template.source import functions

EVENTS, FILE = "/jobs/{id}/events", "/jobs/{id}/files/{name}"


def streams():
    function = functions()["StreamFunction"]["Properties"]
    return {
        event["Properties"]["Path"]: event["Properties"] for event in function["Events"].values()
    }


@pytest.mark.parametrize("prefix", ["/api/v1", "/api"])
@pytest.mark.parametrize("path", [EVENTS, FILE])
def test_events_and_files_are_streamed_at_both_prefixes(prefix, path):
    event = streams()[prefix + path]

    assert event["ResponseTransferMode"] == "RESPONSE_STREAM"
    assert event["Method"] == "ANY"
    assert event["RestApiId"] == {"Ref": "Api"}


def test_a_stream_says_goodbye_before_lambda_and_the_gateway_end_it():
    function = functions()["StreamFunction"]["Properties"]

    assert LONGEST.total_seconds() + SILENCE.total_seconds() < function["Timeout"]
    for event in streams().values():
        assert event["TimeoutInMillis"] == function["Timeout"] * 1000


def test_the_streaming_function_changes_no_job():
    allowed = {
        action
        for policy in functions()["StreamFunction"]["Properties"]["Policies"]
        for statement in policy["Statement"]
        if "JobsTable" in str(statement["Resource"])
        or "TimelineTable" in str(statement["Resource"])
        for action in (
            [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        )
    }

    assert allowed == {"dynamodb:GetItem", "dynamodb:Query"}
