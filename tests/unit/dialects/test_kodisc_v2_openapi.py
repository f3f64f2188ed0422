"""The OpenAPI document says what the API does, and the copy in docs is the document."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from studio.dialects.kodisc_v2 import schemas
from studio.dialects.kodisc_v2.examples import REQUEST
from studio.dialects.kodisc_v2.openapi import document
from tests.unit.dialects.kodisc import TEN_KEYS, Kodisc

COPY = Path(__file__).parents[3] / "docs/openapi/kodisc_v2.json"
OURS = {"/render/{jobId}/cancel", "/frame"}


@pytest.fixture(scope="module")
def told():
    return Kodisc().http.get("/api/v2/openapi.json", headers={"Authorization": ""}).json()


def test_the_copy_in_docs_is_current_see_make_openapi(told):
    assert json.loads(COPY.read_text()) == told


def test_it_is_31_under_its_own_title(told):
    assert told["openapi"].startswith("3.1")
    assert told["info"]["title"] == "Kodisc-compatible API"
    (scheme,) = told["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert told["webhooks"]


def test_every_path_of_it_is_routed_and_every_route_is_in_it(told):
    kodisc = Kodisc()
    for path, operations in told["paths"].items():
        for method in operations:
            url = "/api/v2" + path.replace("{jobId}", "x")
            answer = kodisc.http.request(method, url, headers={"Authorization": ""})
            assert answer.status_code == 401, (method, path)
    assert set(told["paths"]) == {"/render", "/render/{jobId}", "/me"} | OURS


def test_what_is_ours_is_marked(told):
    for path, operations in told["paths"].items():
        for operation in operations.values():
            assert operation.get("x-extension", False) == (path in OURS)
            for parameter in operation.get("parameters", []):
                assert parameter.get("x-extension", False) == (parameter["name"] != "jobId")
    assert told["components"]["schemas"]["RenderRequest"]["properties"]["outputFormat"][
        "x-extension"
    ]


def test_every_reference_leads_somewhere(told):
    text = json.dumps(told)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in told["components"]["schemas"]


def test_every_operation_has_its_errors_and_every_error_its_example(told):
    for path, operations in told["paths"].items():
        for operation in operations.values():
            responses = operation["responses"]
            assert {"401", "500"} <= set(responses)
            assert ("402" in responses) == (path in {"/render", "/frame"})
            for status, response in responses.items():
                (content,) = response["content"].values()
                assert content["examples"], (path, status)


def test_the_examples_are_what_the_schemas_say():
    found = list(examples(document()))
    for name, example in found:
        model = getattr(schemas, name)
        fields = {field.serialization_alias or n: n for n, field in model.model_fields.items()}
        if name.endswith("Request"):
            model.model_validate(example)
        else:
            TypeAdapter(model).validate_python({fields[key]: v for key, v in example.items()})
    assert len(found) > 15


def test_a_default_is_a_value_that_may_be_sent(told):
    properties = told["components"]["schemas"]["RenderRequest"]["properties"]
    defaults = {name: found["default"] for name, found in properties.items() if "default" in found}

    assert defaults == {
        "quality": "medium",
        "aspectRatio": "16:9",
        "metadata": None,
        "outputFormat": "mp4",
    }
    schemas.RenderRequest.model_validate(REQUEST | defaults)


def test_the_ten_keys_are_required(told):
    job = told["components"]["schemas"]["RenderJob"]

    assert set(job["required"]) | {"endpoint"} == TEN_KEYS == set(job["properties"])


def examples(node):
    """Every example of a schema, by the schema's name."""
    if isinstance(node, dict):
        shown = node.get("examples")
        if isinstance(shown, dict) and "$ref" in node["schema"]:
            name = node["schema"]["$ref"].rpartition("/")[2]
            yield from ((name, example["value"]) for example in shown.values())
        for child in node.values():
            yield from examples(child)
    elif isinstance(node, list):
        for child in node:
            yield from examples(child)
