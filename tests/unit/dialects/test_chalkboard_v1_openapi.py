"""The OpenAPI document says what the API does, and the copy in docs is the document."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from studio.dialects.chalkboard_v1.app import without_engine
from tests.house import House

COPY = Path(__file__).parents[3] / "docs/openapi/chalkboard_v1.json"
SEED = {
    "/jobs": {"post", "get"},
    "/jobs/upload": {"post"},
    "/jobs/estimate": {"post"},
    "/jobs/{job_id}": {"get", "delete"},
    "/jobs/{job_id}/events": {"get"},
    "/jobs/{job_id}/log": {"get"},
    "/jobs/{job_id}/retry": {"post"},
    "/jobs/{job_id}/rerender": {"post"},
    "/jobs/{job_id}/files/{name}": {"get"},
    "/library": {"get"},
    "/library/{run_id}": {"get", "delete"},
    "/webhooks": {"post", "get"},
    "/webhooks/{webhook_id}": {"delete"},
    "/webhooks/{webhook_id}/deliveries": {"get"},
    "/meta": {"get"},
}


@pytest.fixture(scope="module")
def told():
    return without_engine().openapi()


def operations(told):
    for path, item in told["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_the_copy_in_docs_is_current_see_make_openapi(told):
    assert json.loads(COPY.read_text()) == told


def test_it_is_valid_31(told):
    assert told["openapi"].startswith("3.1")
    validate(told)


@pytest.mark.parametrize("path", ["/openapi.json", "/api/openapi.json", "/api/v1/openapi.json"])
def test_anybody_may_read_it(told, path):
    http = House().client("")
    del http.headers["Authorization"]

    assert http.get(path).json() == told


def test_everything_of_the_public_page_is_in_it(told):
    for path, methods in SEED.items():
        assert methods <= set(told["paths"][path]), path


def test_every_operation_has_a_name_of_its_own_and_a_sentence(told):
    names = [operation["operationId"] for _, _, operation in operations(told)]

    assert len(names) == len(set(names))
    assert all(operation["summary"] for _, _, operation in operations(told))


def test_every_body_and_every_error_has_an_example(told):
    for method, path, operation in operations(told):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for body in bodies:
            for kind, content in body.get("content", {}).items():
                if kind == "application/json":
                    assert {"example", "examples"} & set(content), (method, path)


def test_all_but_the_public_ones_want_a_key_or_a_session_and_say_what_they_refuse(told):
    for method, path, operation in operations(told):
        public = path == "/meta" or path.startswith("/voices")
        assert bool(operation["security"]) == (not public), (method, path)
        if not public:
            assert {"401", "403", "429", "500", "503"} <= set(operation["responses"])
        if "{" in path:
            assert "404" in operation["responses"], (method, path)


def test_keys_and_webhooks_are_managed_by_whoever_is_signed_in(told):
    only = [{"session": []}]
    assert told["paths"]["/webhooks"]["post"]["security"] == only
    assert told["paths"]["/account/api-keys"]["get"]["security"] == only
    assert len(told["paths"]["/webhooks"]["get"]["security"]) == 2


def test_orders_can_be_repeated_and_are_paid_for(told):
    for path in ("/jobs", "/jobs/upload", "/jobs/{job_id}/retry", "/jobs/{job_id}/rerender"):
        operation = told["paths"][path]["post"]
        headers = [p["name"] for p in operation["parameters"] if p["in"] == "header"]
        assert "Idempotency-Key" in headers
        assert {"400", "402", "409"} <= set(operation["responses"])
        assert len(operation["responses"]["402"]["content"]["application/json"]["examples"]) == 2


def test_endpoints_are_told_how_to_verify_what_they_are_sent(told):
    assert set(told["webhooks"]) == {"job.completed", "job.failed", "job.cancelled"}
    for item in told["webhooks"].values():
        signature, *_ = item["post"]["parameters"]
        assert signature["name"] == "X-Chalkboard-Signature"
        assert "HMAC-SHA256" in signature["description"]


def test_the_example_of_an_order_is_one():
    house = House()
    http = house.client(house.create_account("mine").live)
    bodies = http.get("/openapi.json").json()["paths"]["/jobs/estimate"]["post"]["requestBody"]
    example = bodies["content"]["application/json"]["example"]

    assert http.post("/api/v1/jobs/estimate", json=example).status_code == 200
