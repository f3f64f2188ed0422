"""Names that Manim has changed, or that only the other Manim has."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.public import MANIM
from studio.domain.manim_names.renamed import GROUND, METHODS, NAMES
from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module

_WITH_A_POINT: Final = 2
_VAGUE: Final = {"ease_in_out", "ease_in", "ease_out"}


def changes(module: Module) -> Iterator[Change]:
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module in {"manim", "stagecraft"}:
            yield from _imported(module, node)
        elif isinstance(node, ast.Name | ast.Attribute):
            name = _eased(module, node) or module.manims(node)
            if name in NAMES and name not in MANIM:
                edit = module.edit(node, NAMES[name])
                yield Change(f"{name} is {NAMES[name]} here (line {node.lineno})", (edit,))
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr not in module.methods:
            yield from _method(module, node)


def _eased(module: Module, node: ast.Name | ast.Attribute) -> str | None:
    """`rate_functions.ease_in_out`: of what kind, it must say."""
    if not isinstance(node, ast.Attribute) or node.attr not in _VAGUE:
        return None
    return node.attr if module.text(node.value) == "rate_functions" else None


def _imported(module: Module, node: ast.ImportFrom) -> Iterator[Change]:
    for alias in node.names:
        new = NAMES.get(alias.name, "")
        if alias.asname is None and new.isidentifier():
            says = f"{alias.name} is {new} here (line {alias.lineno})"
            yield Change(says, (module.edit(alias, new),))


def _method(module: Module, node: ast.Attribute) -> Iterator[Change]:
    call = module.parents.get(node)
    if node.attr in METHODS:
        new = METHODS[node.attr]
        says = f".{node.attr} is .{new} here (line {node.lineno})"
        yield Change(says, (module.attribute(node, new),))
    elif not isinstance(call, ast.Call) or call.func is not node:
        return
    elif node.attr in GROUND and len(call.args) == _WITH_A_POINT:
        new, name = GROUND[node.attr]
        point = call.args[1]
        says = f".{node.attr} is .{new}(…, {name}=…) here (line {node.lineno})"
        named = module.edit(point, f"{name}={module.text(point)}")
        yield Change(says, (module.attribute(node, new), named))
    elif node.attr in {"set_width", "set_height"} and any(
        each.arg == "stretch" for each in call.keywords
    ):
        yield _stretched(module, node, call)


def _stretched(module: Module, node: ast.Attribute, call: ast.Call) -> Change:
    """`set_width(3, stretch=True)` of the other Manim."""
    flag = next(each for each in call.keywords if each.arg == "stretch")
    side = node.attr.removeprefix("set_")
    plain = isinstance(flag.value, ast.Constant) and not flag.value.value
    new = f"scale_to_fit_{side}" if plain else f"stretch_to_fit_{side}"
    says = f".{node.attr}(…, stretch=…) is .{new} here (line {node.lineno})"
    return Change(says, (module.attribute(node, new), module.without(call, flag)))
