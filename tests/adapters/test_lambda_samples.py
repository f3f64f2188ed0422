"""Samples are asked for without waiting, and only whoever asks pays for the client."""

import json

import boto3
import pytest
from botocore.stub import Stubber

from studio.adapters.lambda_samples import LambdaSamples


@pytest.fixture
def client():
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client("lambda", region_name="us-east-1", **keys)


def test_a_sample_is_asked_for_by_an_event(client):
    with Stubber(client) as stubber:
        stubber.add_response(
            "invoke",
            {"StatusCode": 202},
            {
                "FunctionName": "sample-voice",
                "InvocationType": "Event",
                "Payload": json.dumps({"narrator": "aria"}).encode(),
            },
        )
        LambdaSamples(lambda: client, function="sample-voice").ask("aria")
        stubber.assert_no_pending_responses()


def test_the_client_is_made_once_and_only_when_it_is_needed(client):
    made = []

    def make():
        made.append(client)
        return client

    samples = LambdaSamples(make, function="sample-voice")
    assert made == []
    with Stubber(client) as stubber:
        for _ in range(2):
            stubber.add_response("invoke", {"StatusCode": 202})
            samples.ask("milo")
    assert len(made) == 1
