"""The state machine that delivers webhooks: its shape. tests/e2e/test_webhooks.py runs it."""

import json
import re

import boto3
import jsonata
import pytest
from moto import mock_aws
from statelint.linter import Linter

from studio.application.deliver_webhook import SECONDS
from studio.domain.delivery import Delivery
from tests.statemachine.asl import ROOT, states
from tests.template.source import functions, resources, template

PATH = ROOT / "statemachine/deliver_webhook.asl.json"
MACHINE = resources()["DeliverWebhookStateMachine"]["Properties"]
JOB_URL, ENDPOINT = (
    json.loads(template()["Parameters"][name]["Default"])
    for name in ("JobUrlPauses", "EndpointPauses")
)


def substituted():
    arn = "arn:aws:lambda:us-east-1:123456789012:function:x"
    text = PATH.read_text().replace("${DeliverWebhookFunctionArn}", arn)
    text = text.replace("${JobUrlPauses}", json.dumps(JOB_URL))
    return text.replace("${EndpointPauses}", json.dumps(ENDPOINT))


def definition():
    return json.loads(substituted())


def test_every_substitution_is_used_and_given():
    used = set(re.findall(r"\$\{(\w+)\}", PATH.read_text()))

    assert used == set(MACHINE["DefinitionSubstitutions"])


def evaluated(expression, **variables):
    """A JSONata expression of the definition, as Step Functions would have it."""
    found = jsonata.Jsonata(expression.removeprefix("{%").removesuffix("%}"))
    return found.evaluate(None, variables)


def begun(**given):
    assign = definition()["States"]["Begin"]["Assign"]
    states = {"input": given}
    return {name: evaluated(assign[name], states=states) for name in ("pauses", "jitter")}


def planned(number, begin):
    plan = definition()["States"]["Plan"]["Assign"]["pause"]
    return evaluated(plan, number=number, **begin)


def test_a_jobs_url_is_told_again_thirty_seconds_five_minutes_and_half_an_hour_after_the_first():
    begin = begun(job_id="x")
    pauses = [planned(number, begin) for number in (1, 2, 3, 4)]

    assert [sum(pauses[:count]) for count in (1, 2, 3)] == [30, 300, 1800]
    assert pauses[3] < 0


@pytest.mark.parametrize("number", range(1, 7))
def test_an_endpoint_is_told_again_after_longer_and_longer_pauses_and_never_in_step(number):
    expected = [10, 30, 120, 600, 3600, 21_600][number - 1]
    pauses = {planned(number, begun(endpoint="whk_1")) for _ in range(50)}

    assert len(pauses) > 1
    assert 0.8 * expected <= min(pauses) <= max(pauses) <= 1.2 * expected


def test_after_its_sixth_repetition_an_endpoint_is_given_up_on():
    assert planned(7, begun(endpoint="whk_1")) < 0


def test_the_execution_outlasts_its_last_attempt():
    attempt = definition()["States"]["Attempt"]["TimeoutSeconds"]
    longest = sum(ENDPOINT) * 1.2 + (len(ENDPOINT) + 1) * attempt * 5

    assert definition()["TimeoutSeconds"] > longest > sum(JOB_URL)


def test_an_endpoint_is_given_up_on_before_the_function_and_the_function_before_its_state():
    function = functions()["DeliverWebhookFunction"]["Properties"]

    assert SECONDS < function["Timeout"] < definition()["States"]["Attempt"]["TimeoutSeconds"]


def test_a_broken_attempt_is_a_failed_one_and_the_next_still_comes():
    (catch,) = definition()["States"]["Attempt"]["Catch"]

    assert catch["ErrorEquals"] == ["States.ALL"]
    assert evaluated(catch["Assign"]["outcome"], pause=30) == "retry"
    assert evaluated(catch["Assign"]["outcome"], pause=-1) == "undelivered"
    assert evaluated(catch["Assign"]["retry_at"], pause=30.5).endswith("Z")
    assert catch["Next"] == definition()["States"]["Attempt"]["Next"] == "Decide"


def test_only_ids_and_numbers_travel_in_it():
    arguments = definition()["States"]["Attempt"]["Arguments"]

    assert set(arguments) == {"delivery", "number", "pause"}
    assert set(Delivery.model_fields) == {
        *("id", "account", "event", "message", "body_key", "job_id", "endpoint")
    }
    assert {name for name, _ in states(definition())} >= {"Delivered", "Undelivered"}


def test_statelint_finds_nothing_here_and_a_fault_where_there_is_one():
    # It takes an expression for a malformed time.
    moment = definition()["States"]["Pause"]["Timestamp"]
    text = substituted().replace(f'"Timestamp": "{moment}"', '"Timestamp": "2026-11-21T12:00:00Z"')

    assert Linter.validate(json.loads(text)) == []
    assert Linter.validate(
        json.loads(text.replace('"Default": "Undelivered"', '"Default": "Undo"'))
    )


@mock_aws
def test_step_functions_accepts_the_definition():
    client = boto3.client("stepfunctions", region_name="us-east-1")
    role = "arn:aws:iam::123456789012:role/x"

    made = client.create_state_machine(name="x", definition=substituted(), roleArn=role)
    assert made["stateMachineArn"]
