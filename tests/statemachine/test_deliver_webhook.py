"""The state machine that delivers webhooks: its shape. tests/e2e/test_webhooks.py runs it."""

import json
import re

import boto3
from moto import mock_aws
from statelint.linter import Linter

from studio.application.deliver_webhook import SECONDS
from studio.domain import errors
from tests.statemachine.asl import ROOT, states
from tests.template.source import functions, resources, template

PATH = ROOT / "statemachine/deliver_webhook.asl.json"
MACHINE = resources()["DeliverWebhookStateMachine"]["Properties"]
PAUSES = json.loads(template()["Parameters"]["WebhookPauses"]["Default"])


def substituted():
    arn = "arn:aws:lambda:us-east-1:123456789012:function:x"
    text = PATH.read_text().replace("${DeliverWebhookFunctionArn}", arn)
    return text.replace("${WebhookPauses}", json.dumps(PAUSES))


def definition():
    return json.loads(substituted())


def test_every_substitution_is_used_and_given():
    used = set(re.findall(r"\$\{(\w+)\}", PATH.read_text()))

    assert used == set(MACHINE["DefinitionSubstitutions"])


def test_attempts_are_made_at_once_and_after_thirty_seconds_five_minutes_and_half_an_hour():
    assert PAUSES == [30, 300, 1800]
    pause = definition()["States"]["Pause"]

    assert "$states.context.Execution.StartTime" in pause["Timestamp"]
    assert pause["Assign"] == {"number": "{% $number + 1 %}"}


def test_the_execution_outlasts_its_last_attempt():
    attempt = definition()["States"]["Attempt"]["TimeoutSeconds"]

    assert definition()["TimeoutSeconds"] > PAUSES[-1] + (len(PAUSES) + 1) * attempt * 5


def test_an_endpoint_is_given_up_on_before_the_function_and_the_function_before_its_state():
    function = functions()["DeliverWebhookFunction"]["Properties"]

    assert SECONDS < function["Timeout"] < definition()["States"]["Attempt"]["TimeoutSeconds"]


def test_a_broken_attempt_is_a_failed_one_and_the_next_still_comes():
    hopeless, catch = definition()["States"]["Attempt"]["Catch"]

    assert catch["ErrorEquals"] == ["States.ALL"]
    assert catch["Assign"] == {"outcome": "failed"}
    assert catch["Next"] == definition()["States"]["Attempt"]["Next"] == "Decide"
    assert hopeless["Next"] == "Undelivered"
    assert all(hasattr(errors, name) for name in hopeless["ErrorEquals"])


def test_only_ids_and_numbers_travel_in_it():
    arguments = definition()["States"]["Attempt"]["Arguments"]

    assert set(arguments) == {"job_id", "delivery", "number"}
    assert {name for name, _ in states(definition())} >= {"Delivered", "Undelivered"}


def test_statelint_finds_nothing_here_and_a_fault_where_there_is_one():
    # It takes an expression for a malformed time.
    moment = definition()["States"]["Pause"]["Timestamp"]
    text = substituted().replace(moment, "2026-11-21T12:00:00Z")

    assert Linter.validate(json.loads(text)) == []
    assert Linter.validate(json.loads(text.replace('"Default": "Pause"', '"Default": "Paws"')))


@mock_aws
def test_step_functions_accepts_the_definition():
    client = boto3.client("stepfunctions", region_name="us-east-1")
    role = "arn:aws:iam::123456789012:role/x"

    made = client.create_state_machine(name="x", definition=substituted(), roleArn=role)
    assert made["stateMachineArn"]
