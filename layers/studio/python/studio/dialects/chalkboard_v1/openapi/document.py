"""The document; docs/openapi/chalkboard_v1.json is a copy of it."""

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from pydantic.json_schema import models_json_schema

from studio.dialects.chalkboard_v1.asking import the_caller, the_owner
from studio.dialects.chalkboard_v1.openapi import errors, webhooks
from studio.dialects.chalkboard_v1.openapi.samples import sample
from studio.dialects.chalkboard_v1.problems import ErrorResponse
from studio.dialects.chalkboard_v1.webhooks.schemas import JobMessage

Json = dict[str, Any]

_DESCRIPTION: Final = """\
Narrated explainer videos from a topic, your files or your code.

Authenticate with `Authorization: Bearer chk_live_…`, or with the ID token of a signed-in session.
Keys that start with `chk_test_` run the whole pipeline at its cheapest settings. Every error is
`{"detail": …}`: a sentence, or FastAPI's array for a 422. Answers have headers that say how much of
the rate limit is left. The same paths under `/api/` are deprecated, and say what succeeds them.
"""
_SCHEMES: Final[Json] = {
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key: `chk_live_…` or `chk_test_…`.",
    },
    "session": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The ID token of a signed-in session; it lives for an hour.",
    },
}
_VALIDATION: Final[Json] = {
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["loc", "msg", "type"],
                "properties": {
                    "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "msg": {"type": "string"},
                    "type": {"type": "string"},
                },
            },
        }
    },
}
_RATE_LIMIT: Final[Json] = {
    name: {"description": description, "schema": {"type": "integer"}}
    for name, description in (
        ("RateLimit-Limit", "Requests a minute."),
        ("RateLimit-Remaining", "Requests left in this minute."),
        ("RateLimit-Reset", "Seconds until the next minute."),
    )
}
_METHODS: Final = ("get", "put", "post", "delete", "patch")


def document(app: FastAPI) -> Json:
    found = get_openapi(
        title="Chalkboard API",
        version=app.version,
        openapi_version="3.1.0",
        description=_DESCRIPTION,
        routes=app.routes,
        servers=[{"url": "/api/v1"}],
    )
    schemas = _schemas(found)
    signed_in_only = _operations_that_use(app, the_owner)
    with_key = _operations_that_use(app, the_caller)
    for path, operation in _operations(found):
        name = operation["operationId"]
        operation["tags"] = [path.split("/")[1]]
        operation.update(_told(operation.get("description", "")))
        if path == "/jobs/upload":
            operation["requestBody"] = _form(schemas)
        operation["security"] = _security(name, with_key, signed_in_only)
        operation["responses"] = _good(operation) | errors.responses(
            operation, signed_in_only=name in signed_in_only
        )
        _show(operation, schemas)
    found["components"] = {"schemas": schemas, "securitySchemes": _SCHEMES}
    message = sample(schemas["JobMessage"], schemas)
    found["webhooks"] = webhooks.section("JobMessage", message)
    return found


def _schemas(found: Json) -> Json:
    _, more = models_json_schema(
        [(ErrorResponse, "serialization"), (JobMessage, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    known = found["components"]["schemas"] | more["$defs"] | {"HTTPValidationError": _VALIDATION}
    known.pop("ValidationError", None)
    return dict(sorted(known.items()))


def _operations(found: Json) -> Iterator[tuple[str, Json]]:
    for path, item in found["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, item[method]


def _operations_that_use(app: FastAPI, dependency: object) -> set[str]:
    return {
        str(route.name)
        for route in iter_route_contexts(app.routes)
        if dependency in _calls(getattr(route, "dependant", None))
    }


def _calls(dependant: Any) -> set[object]:
    if dependant is None:
        return set()
    return {dependant.call}.union(*(_calls(inner) for inner in dependant.dependencies))


def _told(docstring: str) -> Json:
    """Its first sentence is the summary; all of it is the description."""
    summary = docstring.partition("\n")[0].partition(". ")[0].removesuffix(".")
    return {"summary": summary, "description": docstring}


def _form(schemas: Json) -> Json:
    """What POST /jobs takes, as fields of a form, and files beside them."""
    fields = schemas["CreateJobRequest"]
    known = {name: _not_null(field) for name, field in fields["properties"].items()}
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    files = {"type": "array", "items": file, "description": "Parts of this name, one a file."}
    schema = {**fields, "title": "Form", "properties": {**known, "files": files}}
    shown = {"topic": "What this module does", "files": ["heap.py"]}
    return {
        "required": True,
        "content": {"multipart/form-data": {"schema": schema, "example": shown}},
    }


def _not_null(field: Json) -> Json:
    """A form leaves out what it does not say."""
    if "anyOf" not in field:
        return field
    (only,) = [choice for choice in field["anyOf"] if choice.get("type") != "null"]
    rest = {name: value for name, value in field.items() if name != "anyOf"}
    return {**only, **{name: value for name, value in rest.items() if value is not None}}


def _security(name: str, with_key: set[str], signed_in_only: set[str]) -> list[Json]:
    if name in signed_in_only:
        return [{"session": []}]
    return [{"apiKey": []}, {"session": []}] if name in with_key else []


def _good(operation: Json) -> Json:
    good = {status: response for status, response in operation["responses"].items() if status < "4"}
    if operation["security"]:
        for response in good.values():
            response["headers"] = response.get("headers", {}) | _RATE_LIMIT
    return good


def _show(operation: Json, schemas: Json) -> None:
    """Give every body without an example one of its own."""
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for kind, content in body.get("content", {}).items():
            shown = {"example", "examples"} & set(content)
            if not shown and kind in ("application/json", "multipart/form-data"):
                content["example"] = sample(content["schema"], schemas)
