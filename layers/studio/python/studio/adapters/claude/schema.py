"""The JSON schema of an answer, in the part of JSON Schema that the vendor enforces."""

from typing import Any, Final

from pydantic import BaseModel

_KEPT: Final = frozenset(
    {"type", "properties", "items", "enum", "const", "anyOf", "$ref", "$defs", "description"}
)
_NAMED: Final = frozenset({"properties", "$defs"})
"""Their keys are names of ours, whatever they are."""


def schema_of(answer: type[BaseModel]) -> dict[str, Any]:
    """Lengths and bounds are left out: pydantic holds the answer to them afterwards."""
    return _plain(answer.model_json_schema())


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    plain = {key: _value(key, value) for key, value in schema.items() if key in _KEPT}
    if schema.get("type") == "object":
        plain["required"] = list(schema.get("properties", {}))
        plain["additionalProperties"] = False
    return plain


def _value(key: str, value: Any) -> Any:
    if key in _NAMED:
        return {name: _plain(inner) for name, inner in value.items()}
    if key == "anyOf":
        return [_plain(inner) for inner in value]
    return _plain(value) if isinstance(value, dict) else value
