"""What API Gateway answers by itself can be read by the clients of every API behind it."""

import json

import pytest

from tests.template.source import resources

RESPONSES = resources("AWS::Serverless::Api")["Api"]["Properties"]["GatewayResponses"]
CODES = {"REQUEST_TOO_LARGE": "payload_too_large", "THROTTLED": "rate_limited"}


@pytest.mark.parametrize("kind", sorted(RESPONSES))
def test_a_gateways_own_error_speaks_both_dialects(kind):
    template = RESPONSES[kind]["ResponseTemplates"]["application/json"]
    body = json.loads(template.replace("$context.error.messageString", '"what is \\"wrong\\""'))

    assert set(body) == {"detail", "error", "message"}
    assert body["detail"] == body["message"] == 'what is "wrong"'
    assert body["error"] == CODES.get(kind, body["error"])


def test_every_error_of_the_gateway_has_a_body():
    assert {"DEFAULT_4XX", "DEFAULT_5XX", *CODES} <= set(RESPONSES)
    assert "internal_error" in RESPONSES["DEFAULT_5XX"]["ResponseTemplates"]["application/json"]


def test_only_whoever_relays_a_cancel_may_stop_an_execution():
    able = {
        name
        for name, function in resources("AWS::Serverless::Function").items()
        for policy in function["Properties"].get("Policies", [])
        for statement in policy.get("Statement", [])
        if "states:StopExecution" in statement["Action"]
    }

    assert able == {"RelayChangesFunction"}
