"""Says what has to be true, as a clause: "n is less than two"."""

import ast
from typing import Final

from studio.adapters.offline_writer.source.english import phrase
from studio.adapters.offline_writer.source.wording import class_noun, fits

_MOST_WORDS: Final = 14
_COMPARISONS: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Eq: ("equals", "does not equal"),
    ast.NotEq: ("is not", "equals"),
    ast.Lt: ("is less than", "is at least"),
    ast.LtE: ("is at most", "is greater than"),
    ast.Gt: ("is greater than", "is at most"),
    ast.GtE: ("is at least", "is less than"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("is in", "is not in"),
    ast.NotIn: ("is not in", "is in"),
}
_COLLECTIONS: Final = frozenset(
    {"heap", "queue", "stack", "list", "text", "line", "string", "buffer", "data", "array", "pool"}
)
_TESTS: Final = {
    "startswith": ("starts with", "does not start with"),
    "endswith": ("ends with", "does not end with"),
    "isdigit": ("is made of digits", "is not made of digits"),
    "isspace": ("is only white space", "has more than white space"),
    "exists": ("exists", "does not exist"),
    "match": ("matches", "does not match"),
}


def condition(node: ast.expr, *, holds: bool = True) -> str | None:
    said = _condition(node, holds)
    return said if fits(said, _MOST_WORDS) else None


def _condition(node: ast.expr, holds: bool) -> str | None:  # noqa: PLR0911 - case per kind
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return condition(operand, holds=not holds)
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) == holds else " or "
            said = [condition(value, holds=holds) for value in values]
            return word.join(text for text in said if text) if all(said) else None
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(phrase(left), op, phrase(right), holds)
        case ast.Compare(left=left, ops=[_, _], comparators=[middle, right]) if holds:
            return _between(phrase(left), phrase(middle), phrase(right))
        case ast.Call():
            return _test(node, holds)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return _given(phrase(node), holds)
        case ast.NamedExpr(value=value):
            return condition(value, holds=holds)
        case _:
            return None


def _comparison(left: str | None, op: ast.cmpop, right: str | None, holds: bool) -> str | None:
    if not left or not right:
        return None
    return f"{left} {_COMPARISONS[type(op)][0 if holds else 1]} {right}"


def _between(low: str | None, middle: str | None, high: str | None) -> str | None:
    return f"{middle} lies between {low} and {high}" if low and middle and high else None


def _given(name: str | None, holds: bool) -> str | None:
    if not name:
        return None
    last = name.rpartition(" ")[2]
    if last in _COLLECTIONS or (last.endswith("s") and not last.endswith("ss")):
        return f"{name} is {'not empty' if holds else 'empty'}"
    return f"{name} is {'set' if holds else 'not set'}"


def _test(node: ast.Call, holds: bool) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id="isinstance"), args=[value, kind]):
            name = kind.id if isinstance(kind, ast.Name) else "one of several types"
            told = class_noun(name) if isinstance(kind, ast.Name) else name
            said = phrase(value)
            return f"{said} is {'' if holds else 'not '}{told}" if said else None
        case ast.Call(func=ast.Name(id="callable" | "hasattr"), args=[value, *_]):
            return _given(phrase(value), holds)
        case ast.Call(func=ast.Attribute(value=owner, attr=attr), args=args) if attr in _TESTS:
            rest = phrase(args[0]) if args else ""
            said = phrase(owner)
            return f"{said} {_TESTS[attr][0 if holds else 1]} {rest}".strip() if said else None
        case _:
            said = phrase(node)
            return f"{said} is {'true' if holds else 'false'}" if said else None
