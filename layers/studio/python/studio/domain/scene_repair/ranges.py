"""Ranges, which were given by their least and their greatest number."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module, keyword

_RANGES: Final = {
    "FunctionGraph": "x",
    "NumberLine": "x",
    "ParametricFunction": "t",
    "Axes": "xy",
    "ThreeDAxes": "xyz",
    "NumberPlane": "xy",
    "ComplexPlane": "xy",
    "Surface": "uv",
    "plot": "x",
    "plot_parametric_curve": "t",
    "get_riemann_rectangles": "x",
    "get_area": "x",
}
_BOUNDS: Final = {"x": ("-7", "7"), "y": ("-4", "4"), "z": ("-4", "4")}


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        name = module.manims(call.func)
        method = call.func.attr if isinstance(call.func, ast.Attribute) and not name else ""
        if name in _RANGES or (method in _RANGES and method not in module.methods):
            yield from _ranged(module, call, name or method)
        if method in {"get_area", "get_riemann_rectangles"} - module.methods:
            yield from _between(module, call, method)


def _ranged(module: Module, call: ast.Call, name: str) -> Iterator[Change]:
    """`x_min=0, x_max=3` is `x_range=[0, 3]`."""
    new: dict[ast.keyword, str] = {}
    gone: list[ast.keyword] = []
    for letter in _RANGES[name]:
        names = ("min", "max", "step", "tick_frequency")
        given = {each: keyword(call, f"{letter}_{each}") for each in names}
        first = given["min"] or given["max"]
        if first is None or keyword(call, f"{letter}_range"):
            continue
        least, most = _BOUNDS.get(letter, ("0", "1"))
        low, high = given["min"], given["max"]
        parts = [module.text(low.value) if low else least]
        parts.append(module.text(high.value) if high else most)
        step = given["step"] or given["tick_frequency"]
        parts += [module.text(step.value)] if step else []
        new[first] = f"{letter}_range=[{', '.join(parts)}]"
        gone += [each for each in given.values() if each is not None and each is not first]
    if new:
        says = f"{name} takes {', '.join(new.values())} (line {call.lineno})"
        yield rewritten(module, call, says, new, gone)


def _between(module: Module, call: ast.Call, method: str) -> Iterator[Change]:
    """`get_area(graph, 0, 2)` of the old Manim."""
    bounds = call.args[1:3]
    if len(bounds) == len(call.args) - 1 == 2 and not keyword(call, "x_range"):  # noqa: PLR2004
        low, high = bounds
        text = f"x_range=[{module.text(low)}, {module.text(high)}]"
        says = f"{method} takes {text} (line {call.lineno})"
        yield Change(says, (Edit(module.start(low), module.end(high), text),))


def rewritten(
    module: Module,
    call: ast.Call,
    says: str,
    new: dict[ast.keyword, str],
    gone: list[ast.keyword],
) -> Change:
    parts = [module.text(each) for each in call.args]
    parts += [new.get(k, module.text(k)) for k in call.keywords if k not in gone]
    start, end = module.end(call.func), module.end(call)
    return Change(says, (Edit(start, end, f"({', '.join(parts)})"),))
