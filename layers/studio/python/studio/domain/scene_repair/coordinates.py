"""Points of two coordinates get their third: in Manim every point has three."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module, keyword

_EVERY: Final = -1
_FLAT: Final = 2
_CLASSES: Final = {
    "Dot": 1,
    "Dot3D": 1,
    "AnnotationDot": 1,
    "Line": 2,
    "Line3D": 2,
    "DashedLine": 2,
    "Arrow": 2,
    "Arrow3D": 2,
    "DoubleArrow": 2,
    "CurvedArrow": 2,
    "CurvedDoubleArrow": 2,
    "ArcBetweenPoints": 2,
    "BraceBetweenPoints": 2,
    "CubicBezier": 4,
    "Polygon": _EVERY,
    "Point": 1,
}
"""How many of the first arguments are points."""

_METHODS: Final = {
    "move_to": 1,
    "shift": _EVERY,
    "next_to": 1,
    "align_to": 1,
    "move_arc_center_to": 1,
    "put_start_and_end_on": 2,
    "set_start_and_end_attrs": 2,
}
_KEYWORDS: Final = {
    "point",
    "start",
    "end",
    "arc_center",
    "about_point",
    "target_position",
    "shift",
}
_BY_KEYWORD: Final = {"Circle", "Arc", "Rotate", "FadeIn", "FadeOut"}
_ABOUT_A_POINT: Final = {"rotate", "scale"}
_LISTS: Final = {"set_points_as_corners", "set_points_smoothly"}
_CURVES: Final = {"ParametricFunction": 0, "plot_parametric_curve": 0}


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        for point in _points(module, call):
            yield from _deepened(module, point)


def _points(module: Module, call: ast.Call) -> Iterator[ast.expr]:
    name = module.manims(call.func)
    method = call.func.attr if isinstance(call.func, ast.Attribute) and not name else ""
    if method in module.methods:
        return
    if name in _CLASSES or method in _METHODS:
        most = _CLASSES[name] if name in _CLASSES else _METHODS[method]
        yield from call.args if most == _EVERY else call.args[:most]
    if name in _CLASSES or name in _BY_KEYWORD or method in {*_METHODS, *_ABOUT_A_POINT}:
        yield from (each.value for each in call.keywords if each.arg in _KEYWORDS)
    if method in _LISTS and call.args and isinstance(call.args[0], ast.List | ast.Tuple):
        yield from call.args[0].elts
    if name in _CURVES or method in _CURVES:
        yield from _of_curve(call)


def _of_curve(call: ast.Call) -> Iterator[ast.expr]:
    """What a curve's function answers."""
    given = keyword(call, "function")
    function = call.args[0] if call.args else given.value if given else None
    if isinstance(function, ast.Lambda):
        yield function.body


def _deepened(module: Module, node: ast.expr) -> Iterator[Change]:
    for point in _literals(module, node):
        if len(point.elts) == _FLAT and not any(isinstance(e, ast.Starred) for e in point.elts):
            end = module.end(point.elts[1])
            text = module.text(point)
            says = f"the point {text[:40]} has a third coordinate (line {point.lineno})"
            yield Change(says, (Edit(end, end, ", 0"),))


def _literals(module: Module, node: ast.expr) -> Iterator[ast.List | ast.Tuple]:
    """A point that is written out, alone, in an array, or in a sum."""
    if isinstance(node, ast.List | ast.Tuple):
        yield node
    elif isinstance(node, ast.Call) and node.args and _is_array(node.func):
        yield from _literals(module, node.args[0])
    elif isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            if isinstance(side, ast.Call):
                yield from _literals(module, side)


def _is_array(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in {"array", "asarray"}
        and isinstance(function.value, ast.Name)
        and function.value.id in {"np", "numpy"}
    )
