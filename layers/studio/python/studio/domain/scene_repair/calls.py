"""Calls of former animations that are made in another way now."""

import ast
from collections.abc import Callable, Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

_OPPOSITE: Final = {
    "UP": "DOWN",
    "DOWN": "UP",
    "LEFT": "RIGHT",
    "RIGHT": "LEFT",
    "UL": "DR",
    "DR": "UL",
    "UR": "DL",
    "DL": "UR",
    "IN": "OUT",
    "OUT": "IN",
    "ORIGIN": "ORIGIN",
}
_DIRECTIONS: Final = frozenset(_OPPOSITE)


def _same(text: str) -> str:
    return text


def _opposite(text: str) -> str:
    return _OPPOSITE.get(text, f"-({text})")


_Way = tuple[str, str, str, str, Callable[[str], str]]
_WAYS: Final[dict[str, _Way]] = {
    # what was: what is, the second argument's old name, its new one, its default, its value
    "FadeInFrom": ("FadeIn", "direction", "shift", "DOWN", _opposite),
    "FadeInFromDown": ("FadeIn", "direction", "shift", "DOWN", _opposite),
    "FadeInFromLarge": ("FadeIn", "scale_factor", "scale", "2", _same),
    "FadeInFromPoint": ("FadeIn", "point", "target_position", "ORIGIN", _same),
    "FadeOutAndShift": ("FadeOut", "direction", "shift", "DOWN", _same),
    "FadeOutAndShiftDown": ("FadeOut", "direction", "shift", "DOWN", _same),
    "FadeOutToPoint": ("FadeOut", "point", "target_position", "ORIGIN", _same),
    "FadeInAndShift": ("FadeIn", "direction", "shift", "DOWN", _same),
    "FadeInFromUp": ("FadeIn", "direction", "shift", "UP", _opposite),
    "FadeInFromLeft": ("FadeIn", "direction", "shift", "LEFT", _opposite),
    "FadeInFromRight": ("FadeIn", "direction", "shift", "RIGHT", _opposite),
    "CircleIndicate": ("Circumscribe", "shape", "shape", "Circle", _same),
}


def changes(module: Module) -> Iterator[Change]:
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "manim":
            for alias in node.names:
                if alias.name in _WAYS and alias.asname is None:
                    new = _WAYS[alias.name][0]
                    says = f"{alias.name} is {new} here (line {alias.lineno})"
                    yield Change(says, (module.edit(alias, new),))
    yield from _handed_on(module)
    for call in module.calls:
        name = module.manims(call.func)
        if name in _WAYS and call.args and not isinstance(call.args[0], ast.Starred):
            yield _otherwise(module, call, name)
        elif name in {"FadeIn", "FadeOut"}:
            yield from _towards(module, call)


def _handed_on(module: Module) -> Iterator[Change]:
    """`LaggedStartMap(FadeInFromDown, group)`: a class that somebody else calls."""
    for node in module.nodes:
        name = module.manims(node) if isinstance(node, ast.Name) else None
        parent = module.parents.get(node)
        called = isinstance(parent, ast.Call) and parent.func is node
        if isinstance(node, ast.Name) and name in _WAYS and not called:
            new = _WAYS[name][0]
            yield module.change(node, f"{name} is {new} here", new)


def _otherwise(module: Module, call: ast.Call, name: str) -> Change:
    new, old_keyword, keyword, default, value = _WAYS[name]
    edits = [module.renamed(call.func, new)]
    given = next((each for each in call.keywords if each.arg == old_keyword), None)
    if len(call.args) > 1:
        second = call.args[1]
        edits.append(module.edit(second, f"{keyword}={value(module.text(second))}"))
    elif given is not None:
        edits.append(module.edit(given, f"{keyword}={value(module.text(given.value))}"))
    elif all(each.arg != keyword for each in call.keywords):
        end = module.end(call.args[0])
        edits.append(Edit(end, end, f", {keyword}={value(default)}"))
    return Change(f"{name} is {new}(…, {keyword}=…) here (line {call.lineno})", tuple(edits))


def _towards(module: Module, call: ast.Call) -> Iterator[Change]:
    """`FadeIn(mobject, UP)`: a direction is no mobject."""
    if any(each.arg == "shift" for each in call.keywords):
        return
    for argument in call.args[1:]:
        if _is_direction(argument):
            text = module.text(argument)
            yield module.change(
                argument, f"{module.text(call.func)} takes shift={text}", f"shift={text}"
            )
            return


def _is_direction(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_direction(node.left) or _is_direction(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_direction(node.operand)
    return isinstance(node, ast.Name) and node.id in _DIRECTIONS
