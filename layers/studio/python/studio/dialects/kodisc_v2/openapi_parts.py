"""What every operation of the OpenAPI document is put together from."""

from itertools import groupby
from typing import Any, Final

from pydantic import BaseModel

from studio.dialects.kodisc_v2 import errors
from studio.dialects.kodisc_v2.errors import Refusal
from studio.dialects.kodisc_v2.schemas import Problem

Json = dict[str, Any]

EXTENSION: Final[Json] = {"x-extension": True}
HEADERS: Final[Json] = {
    name: {"description": description, "schema": {"type": "string"}, **EXTENSION}
    for name, description in (
        ("Preference-Applied", "`wait=N`, when the request preferred to wait."),
        ("Idempotent-Replayed", "`true` when the job is that of an earlier, equal request."),
    )
}


def reference(model: type[BaseModel]) -> Json:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def content(model: type[BaseModel], shown: dict[str, Json]) -> Json:
    values = {name: {"value": value} for name, value in shown.items()}
    return {"application/json": {"schema": reference(model), "examples": values}}


def body(model: type[BaseModel], **shown: Json) -> Json:
    return {"required": True, "content": content(model, shown)}


def answer(description: str, model: type[BaseModel], **shown: Json) -> Json:
    return {"description": description, "headers": HEADERS, "content": content(model, shown)}


def problems(*refusals: Refusal) -> Json:
    """Error answers, in order of their status; a fault of ours may follow any request."""
    found = sorted({*refusals, errors.INTERNAL}, key=lambda each: (each.status, each.error))
    return {
        str(status.value): _problem(list(alike))
        for status, alike in groupby(found, key=lambda each: each.status)
    }


def _problem(alike: list[Refusal]) -> Json:
    """Refusals of one status."""
    shown = {
        each.error.split()[0]: {"error": each.error, "message": each.message} for each in alike
    }
    said = " ".join(each.message for each in alike)
    return {"description": said, "content": content(Problem, shown)}
