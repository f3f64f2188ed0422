"""Says what a type annotation promises."""

import ast

from studio.adapters.offline_writer.source.wording import class_noun


def type_phrase(node: ast.expr | None) -> str | None:  # noqa: PLR0911 - one case per kind
    """An annotation as a noun phrase."""
    match node:
        case ast.Name(id="str") | ast.Constant(value="str"):
            return "a string"
        case ast.Name(id="bool"):
            return "true or false"
        case ast.Constant(value=None):
            return None
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return class_noun(name)
        case ast.Subscript(value=ast.Name(id="Iterator" | "Iterable" | "Generator")):
            return "items one at a time"
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return _or_none(inner)
        case ast.Subscript(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return class_noun(name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return _or_none(left)
        case _:
            return None


def _or_none(node: ast.expr) -> str | None:
    said = type_phrase(node)
    return f"{said} or None" if said else None
