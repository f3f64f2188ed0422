"""Examples of what is sent and answered: put together from the schemas, field by field."""

from typing import Any, Final

Json = dict[str, Any]

_ID: Final = "0b5e6f0e-4c1d-4a57-9f0a-3d2f8a1c7b42"
_FIELDS: Final[Json] = {
    "account_id": "acct_2f6c0d9a1b3e4f5061728394a5b6c7d8",
    "balance": 1840,
    "created_at": "2026-11-21T10:00:00Z",
    "currency": "credits",
    "delivered": True,
    "description": "Tells our build server",
    "detail": "Job not found",
    "disabled_at": None,
    "disabled_reason": None,
    "duration_ms": 184,
    "duration_sec": 61.5,
    "email": "ada@example.com",
    "error": None,
    "event": "job.completed",
    "event_id": "evt_7d1f0c2b9a8e4d63",
    "events": ["job.completed", "job.failed", "job.cancelled"],
    "expires_at": None,
    "finished_at": "2026-11-21T10:03:10Z",
    "github": ["python/cpython"],
    "id": _ID,
    "upload": None,
    "job_id": _ID,
    "key": "chk_live_…",
    "last_delivered_at": "2026-11-21T10:03:11Z",
    "last_used_at": "2026-11-21T10:00:00Z",
    "loc": ["body", "topic"],
    "message": "status=running stage=writing_script progress=1",
    "model": None,
    "msg": "Field required",
    "name": "Build server",
    "narrator": None,
    "next_retry_at": None,
    "node": "script_agent",
    "notes": "Shown in week 3.",
    "output_files": ["final.mp4", "thumb.jpg", "captions.srt", "script.txt"],
    "progress": 100,
    "prefix": "chk_live_",
    "revoked_at": None,
    "run_id": _ID,
    "saved_at": "2026-11-21T11:00:00Z",
    "secret": "whsec_…",
    "stage": "done",
    "started_at": "2026-11-21T10:00:01Z",
    "status": "completed",
    "template": None,
    "thumb_path": f"/api/v1/jobs/{_ID}/files/thumb.jpg",
    "title": "How hash tables work",
    "topic": "How hash tables work",
    "ts": "2026-11-21T10:00:03Z",
    "updates": {"stage": "synthesizing_voice", "progress": 8},
    "url": "https://example.com/hooks/chalkboard",
    "urls": ["https://example.com/hash-tables"],
    "user_id": "acct_2f6c0d9a1b3e4f5061728394a5b6c7d8",
    "warnings": [],
}
"""What a field of this name looks like, in whatever schema it fits."""

_KNOWN: Final = ("example", "const", "default", "examples")
_PLAIN: Final[Json] = {"string": "text", "boolean": False}
_TYPES: Final[dict[str, Any]] = {
    "null": type(None),
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": int | float,
    "boolean": bool,
}


def sample(schema: Json, schemas: Json, *, name: str = "") -> Any:
    """A value that fits the schema: what the field itself shows, its name suggests, or its type."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rpartition("/")[2]], schemas, name=name)
    for known in _KNOWN:
        if known in schema:
            return schema[known][0] if known == "examples" else schema[known]
    if name in _FIELDS and _fits(_FIELDS[name], schema, schemas):
        return _FIELDS[name]
    if choices := schema.get("anyOf", schema.get("oneOf")):
        return sample(choices[0], schemas, name=name)
    if "enum" in schema:
        return schema["enum"][0]
    return _typed(schema, schemas)


def _typed(schema: Json, schemas: Json) -> Any:
    match schema.get("type"):
        case "object":
            properties = schema.get("properties", {})
            return {name: sample(one, schemas, name=name) for name, one in properties.items()}
        case "array":
            items = schema.get("prefixItems", [schema.get("items", {})])
            return [sample(item, schemas) for item in items]
        case "string" if schema.get("format") == "date-time":
            return _FIELDS["created_at"]
        case "integer" | "number":
            return schema.get("minimum", 0)
        case kind:
            return _PLAIN.get(str(kind))


def _fits(value: Any, schema: Json, schemas: Json) -> bool:
    """Enough of JSON Schema to tell a list of names from a list of objects."""
    if "$ref" in schema:
        return _fits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return any(_fits(value, one, schemas) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kind = _TYPES.get(schema.get("type", ""), object)
    items = value if isinstance(value, list) else []
    return isinstance(value, kind) and all(
        _fits(item, schema.get("items", {}), schemas) for item in items
    )
