"""Writes Python expressions as text, laid out so that Black has nothing to add."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

LINE: Final = 88
_INDENT: Final = "    "
_NUMPY: Final = ("log", "log2", "sqrt", "exp", "sin", "cos")
_POWER: Final = re.compile(r"(?<![\w.)\]])(-?[\w.]+) \*\* (-?[\w.]+)(?![\w.(\[])")


@dataclass(frozen=True)
class Name:
    """Text that is code already; only this package's own words ever become one."""

    code: str


@dataclass(frozen=True)
class Call:
    function: str
    positional: Sequence[object] = ()
    keywords: Mapping[str, object] = field(default_factory=dict)


def write(value: object, indent: int = 0, used: int = 0) -> str:
    """`value` as source; `used` columns of its last line are spoken for on either side."""
    flat = _flat(value)
    if len(flat) + indent * len(_INDENT) + used <= LINE:
        return flat
    return _exploded(value, indent)


def string(text: str) -> str:
    """A literal, in double quotes wherever that needs no escape."""
    literal = repr(text)
    plain = literal[0] == "'" and '"' not in literal and "\\'" not in literal
    return f'"{literal[1:-1]}"' if plain else literal


def function_of_x(expression: str) -> str:
    """Arithmetic in x as a lambda over numpy, so that whole arrays can go through it."""
    tree = ast.parse(expression, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _NUMPY:
            node.id = f"np.{node.id}"
    return "lambda x: " + _POWER.sub(r"\1**\2", ast.unparse(tree))


def _flat(value: object) -> str:  # noqa: PLR0911 - one case per type
    match value:
        case Name():
            return value.code
        case str():
            return string(value)
        case Call():
            return f"{value.function}({', '.join(_arguments(value))})"
        case tuple():
            comma = "," if len(value) == 1 else ""
            return f"({', '.join(map(_flat, value))}{comma})"
        case list():
            return f"[{', '.join(map(_flat, value))}]"
        case dict():
            return "{" + ", ".join(f"{_flat(k)}: {_flat(v)}" for k, v in value.items()) + "}"
        case _:
            return repr(value)


def _arguments(call: Call) -> list[str]:
    return [_flat(v) for v in call.positional] + [
        f"{name}={_flat(v)}" for name, v in call.keywords.items()
    ]


def _exploded(value: object, indent: int) -> str:
    """One element a line, each with its comma, which is how Black leaves it."""
    match value:
        case Call():
            items: list[tuple[str, object]] = [("", v) for v in value.positional]
            items += [(f"{name}=", v) for name, v in value.keywords.items()]
            return _lines(f"{value.function}(", items, ")", indent)
        case tuple():
            return _lines("(", [("", v) for v in value], ")", indent)
        case list():
            return _lines("[", [("", v) for v in value], "]", indent)
        case dict():
            return _lines("{", [(f"{_flat(k)}: ", v) for k, v in value.items()], "}", indent)
        case _:
            return _flat(value)


def _lines(opening: str, items: list[tuple[str, object]], closing: str, indent: int) -> str:
    if not items:
        return opening + closing
    inner = _INDENT * (indent + 1)
    body = "".join(f"{inner}{p}{write(v, indent + 1, len(p) + 1)},\n" for p, v in items)
    return f"{opening}\n{body}{_INDENT * indent}{closing}"
