"""Which JSON schemas the vendor enforces; it refuses all others."""

from typing import Any, Final

from tests.fakes.anthropic.wrong import need

_TYPES: Final = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})
_FORMATS: Final = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}
)
_ANYWHERE: Final = frozenset(
    {"type", "title", "description", "default", "enum", "const", "anyOf", "allOf", "$ref", "$defs"}
)
_BY_TYPE: Final = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "minItems"}),
    "string": frozenset({"format", "pattern"}),
}
_WHERE: Final = "output_config.format.schema"


def check_schema(schema: Any) -> None:
    need(isinstance(schema, dict), f"{_WHERE}: Input should be an object")
    _check(schema, schema.get("$defs", {}), ())


def _check(schema: Any, defined: dict[str, Any], open_: tuple[str, ...]) -> None:
    need(isinstance(schema, dict), f"{_WHERE}: a schema should be an object")
    for inner in schema.get("$defs", {}).values():
        _check(inner, defined, open_)
    if "$ref" in schema:
        _check_reference(schema["$ref"], defined, open_)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    need(set(kinds) <= _TYPES, f"{_WHERE}: unknown type {kinds}")
    known = _ANYWHERE.union(*(_BY_TYPE.get(kind, frozenset()) for kind in kinds))
    for keyword in schema.keys() - known:
        raise_for = f"{_WHERE}: For '{'/'.join(kinds)}' type, property '{keyword}' is not supported"
        need(False, raise_for)
    _check_kinds(schema, kinds)
    for inner in _inside(schema):
        _check(inner, defined, open_)


def _check_reference(reference: str, defined: dict[str, Any], open_: tuple[str, ...]) -> None:
    name = reference.removeprefix("#/$defs/")
    need(name in defined, f"{_WHERE}: only local references are supported, not {reference}")
    need(name not in open_, f"{_WHERE}: recursive schemas are not supported")
    _check(defined[name], defined, (*open_, name))


def _check_kinds(schema: dict[str, Any], kinds: list[str]) -> None:
    if "object" in kinds:
        message = "For 'object' type, 'additionalProperties' must be explicitly set to false"
        need(schema.get("additionalProperties") is False, f"{_WHERE}: {message}")
        missing = set(schema.get("required", [])) - set(schema.get("properties", {}))
        need(not missing, f"{_WHERE}: required names no property: {sorted(missing)}")
    if "array" in kinds:
        few = schema.get("minItems", 0) in {0, 1}
        need(
            few,
            f"{_WHERE}: For 'array' type, 'minItems' values other than 0 or 1 are not supported",
        )
        need("items" in schema, f"{_WHERE}: For 'array' type, 'items' is required")
    need(schema.get("format", "uri") in _FORMATS, f"{_WHERE}: format is not supported")
    simple = all(not isinstance(each, dict | list) for each in schema.get("enum", []))
    need(simple, f"{_WHERE}: enum may hold strings, numbers, booleans and null only")


def _inside(schema: dict[str, Any]) -> list[Any]:
    items = [schema["items"]] if "items" in schema else []
    return [
        *schema.get("properties", {}).values(),
        *items,
        *schema.get("anyOf", []),
        *schema.get("allOf", []),
    ]
