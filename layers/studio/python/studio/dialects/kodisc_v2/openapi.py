"""The OpenAPI 3.1 document of this API; docs/openapi/kodisc_v2.json is a copy of it."""

import json
from functools import cache
from typing import Final

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from studio.dialects.kodisc_v2 import operations
from studio.dialects.kodisc_v2.openapi_parts import Json
from studio.dialects.kodisc_v2.schemas import (
    FailedFrame,
    Frame,
    FrameRequest,
    Me,
    Problem,
    RenderAccepted,
    RenderJob,
    RenderRequest,
)

_DESCRIPTION: Final = """\
Send a Manim Community scene, get its video. Compatible with version 2 of Kodisc's render API;
what is marked `x-extension` is ours.

A scene that raises is not an HTTP error: its job is `failed`, and `error` says why. Every
answer outside 2xx has `error` and `message`. A client that gets a 5xx may try again, best with
an `Idempotency-Key` and exponential backoff; a 4xx will not change.
"""
_MODELS: Final[list[tuple[type[BaseModel], JsonSchemaMode]]] = [
    (RenderRequest, "validation"),
    (FrameRequest, "validation"),
    (RenderAccepted, "serialization"),
    (RenderJob, "serialization"),
    (Frame, "serialization"),
    (FailedFrame, "serialization"),
    (Me, "serialization"),
    (Problem, "serialization"),
]


@cache
def document() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kodisc-compatible API",
            "version": "2.0.0",
            "description": _DESCRIPTION,
        },
        "servers": [{"url": "/api/v2"}],
        "security": [{"apiKey": []}],
        "paths": {
            "/render": {"post": operations.render()},
            "/render/{jobId}": {"get": operations.job()},
            "/render/{jobId}/cancel": {"post": operations.cancel()},
            "/frame": {"post": operations.frame()},
            "/me": {"get": operations.me()},
        },
        "webhooks": {"jobIsOver": {"post": operations.webhook()}},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "apiKey": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "`Authorization: Bearer kdsc_live_…`",
                }
            },
        },
    }


def _schemas() -> Json:
    _, schemas = models_json_schema(_MODELS, ref_template="#/components/schemas/{model}")
    return dict(sorted(schemas["$defs"].items()))


if __name__ == "__main__":
    print(json.dumps(document(), indent=2, ensure_ascii=False))  # noqa: T201
