"""What API Gateway answers by itself can be read by the clients of every API behind it."""

import json

import pytest

from local.front_door import _api
from local.template import load
from studio.dialects.kodisc_v2.errors import NO_ROUTE
from studio.domain.context import MAX_TOTAL_BYTES, MB
from tests.template.source import ROOT, functions, resources

RESPONSES = resources("AWS::Serverless::Api")["Api"]["Properties"]["GatewayResponses"]
CODES = {"REQUEST_TOO_LARGE": "payload_too_large", "THROTTLED": "rate_limited"}
UNROUTED = "MISSING_AUTHENTICATION_TOKEN"


@pytest.mark.parametrize("kind", sorted(set(RESPONSES) - {UNROUTED}))
def test_a_gateways_own_error_speaks_both_dialects(kind):
    template = RESPONSES[kind]["ResponseTemplates"]["application/json"]
    body = json.loads(template.replace("$context.error.messageString", '"what is \\"wrong\\""'))

    assert set(body) == {"detail", "error", "message"}
    assert body["message"] == 'what is "wrong"'
    assert body["detail"] == body["message"] or kind == "REQUEST_TOO_LARGE"
    assert body["error"] == CODES.get(kind, body["error"])


def test_what_is_too_large_for_the_gateway_is_told_how_to_come_in():
    said = RESPONSES["REQUEST_TOO_LARGE"]["ResponseTemplates"]["application/json"]

    assert f"POST /api/v1/uploads: up to {MAX_TOTAL_BYTES // MB} MB" in said


def test_every_error_of_the_gateway_has_a_body():
    assert {"DEFAULT_4XX", "DEFAULT_5XX", *CODES} <= set(RESPONSES)
    assert "internal_error" in RESPONSES["DEFAULT_5XX"]["ResponseTemplates"]["application/json"]


def test_a_path_that_the_gateway_does_not_know_is_not_found_as_any_other():
    response = RESPONSES[UNROUTED]
    body = json.loads(response["ResponseTemplates"]["application/json"])

    assert response["StatusCode"] == 404
    assert body == {"detail": "Not Found", "error": NO_ROUTE.error, "message": NO_ROUTE.message}


def test_who_is_throttled_is_told_when_to_come_again():
    assert RESPONSES["THROTTLED"]["ResponseParameters"]["Headers"]["Retry-After"] == "'1'"


@pytest.mark.parametrize("kind", sorted(RESPONSES))
def test_a_page_of_any_origin_can_read_the_gateways_own_errors(kind):
    headers = RESPONSES[kind]["ResponseParameters"]["Headers"]

    assert headers["Access-Control-Allow-Origin"] == "'*'"


def test_the_front_door_says_the_very_bytes_of_the_template():
    api = _api(load(ROOT / "template.yaml", {}))
    unknown, throttled = api.error(403, "Missing Authentication Token"), api.error(429, "Slow down")

    assert unknown.status == 404
    assert unknown.body.decode() == RESPONSES[UNROUTED]["ResponseTemplates"]["application/json"]
    assert dict(throttled.headers)["Retry-After"] == "1"
    assert json.loads(throttled.body)["detail"] == "Slow down"
    assert api.error(502, "Internal server error").status == 502


def test_only_whoever_relays_a_cancel_may_stop_an_execution():
    able = {
        name
        for name, function in resources("AWS::Serverless::Function").items()
        for policy in function["Properties"].get("Policies", [])
        for statement in policy.get("Statement", [])
        if "states:StopExecution" in statement["Action"]
    }

    assert able == {"RelayChangesFunction"}


def test_no_path_above_one_that_streams_is_left_without_a_method():
    """API Gateway does not go back to `{path+}` for a resource that is there."""
    paths = {
        event["Properties"]["Path"]
        for function in functions().values()
        for event in function["Properties"].get("Events", {}).values()
        if event["Type"] == "Api"
    }
    for path in paths:
        parts = path.split("/")
        for length in range(2, len(parts)):
            assert "/".join(parts[:length]) in paths
