"""What each visual says on stage: its component, and its moves beat by beat."""

import keyword
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from studio.adapters.offline_composer.python_text import Call, Name, function_of_x
from studio.domain import visual as v


@dataclass(frozen=True)
class Act:
    """A visual on stage; `beats` holds the moves made on each cue after its entry."""

    variable: str
    component: Call
    beats: tuple[tuple[Call, ...], ...]


def act(visual: v.Component) -> Act:  # noqa: C901, PLR0911 - one case a visual
    match visual:
        case v.TitleCard():
            return _title_card(visual)
        case v.CodeListing():
            return _code(visual)
        case v.Diagram():
            return _diagram(visual)
        case v.Array():
            return _array(visual)
        case v.Comparison():
            return _comparison(visual)
        case v.Steps():
            return _steps(visual)
        case v.Timeline():
            return _timeline(visual)
        case v.Plot():
            return _plot(visual)
        case v.Equation():
            return _equation(visual)
        case v.Recap():
            return recap(visual.points)
        case unknown:
            assert_never(unknown)


def recap(points: Sequence[str]) -> Act:
    return Act("recap", Call("Recap", [list(points)]), _repeat(Call("recap.advance"), len(points)))


def _repeat(move: Call, shown: int) -> tuple[tuple[Call, ...], ...]:
    return ((move,),) * max(shown - 1, 0)


def _title_card(visual: v.TitleCard) -> Act:
    told = {"subtitle": visual.subtitle, "note": visual.note}
    component = Call("TitleCard", [visual.title], {k: text for k, text in told.items() if text})
    return Act("card", component, ((Call("card.reveal_note"),),) if visual.note else ())


def _code(visual: v.CodeListing) -> Act:
    keywords: dict[str, object] = {"language": visual.language}
    if visual.caption:
        keywords["caption"] = visual.caption
    if visual.first_line_number != 1:
        keywords["first_line_number"] = visual.first_line_number
    beats = tuple((_focus(step),) for step in visual.steps)
    return Act("listing", Call("CodeListing", [Name("code")], keywords), beats)


def _focus(step: v.CodeStep) -> Call:
    note = {"note": step.note} if step.note else {}
    return Call("listing.focus", [step.first, step.last], note)


def _diagram(visual: v.Diagram) -> Act:
    nodes = [(node.id, node.label, node.detail) for node in visual.nodes]
    edges = [(edge.source, edge.target, edge.label) for edge in visual.edges]
    keywords = {"nodes": nodes, "edges": edges, "layout": visual.layout}
    beats = tuple((Call("diagram.reveal", list(step)),) for step in visual.steps)
    return Act("diagram", Call("Diagram", [], keywords), beats)


def _array(visual: v.Array) -> Act:
    component = Call("Array", [list(visual.cells)], {"indexed": visual.indexed})
    return Act("cells", component, tuple(tuple(_moves(step)) for step in visual.steps))


def _moves(step: v.ArrayStep) -> Iterator[Call]:
    """New text comes after the colours, so that it is written in its cell's new colour."""
    if step.pointers:
        yield _point(step.pointers)
    if step.swap:
        yield Call("cells.swap", list(step.swap))
    if step.highlight:
        yield Call("cells.highlight", list(step.highlight))
    if step.dim:
        yield Call("cells.dim", list(step.dim))
    for index, text in step.write.items():
        yield Call("cells.write", [index, text])
    if step.note:
        yield Call("cells.note", [step.note])


def _point(pointers: dict[str, int]) -> Call:
    """Keyword arguments where the names can be, else a dictionary unpacked."""
    if all(name.isidentifier() and name.isascii() and _free(name) for name in pointers):
        return Call("cells.point", [], pointers)
    return Call("cells.point", [Unpacked(pointers)])


def _free(name: str) -> bool:
    return not keyword.iskeyword(name) and name != "self"


@dataclass(frozen=True)
class Unpacked(Name):
    """`**{...}`: a dictionary of keyword arguments."""

    def __init__(self, arguments: dict[str, int]) -> None:
        super().__init__(f"**{arguments!r}")


def _comparison(visual: v.Comparison) -> Act:
    left = (visual.left.title, list(visual.left.points))
    right = (visual.right.title, list(visual.right.points))
    verdict = {"verdict": visual.verdict} if visual.verdict else {}
    component = Call("Comparison", [], {"left": left, "right": right, **verdict})
    pairs = len(list(zip_longest(visual.left.points, visual.right.points)))
    beats = [(Call("table.reveal_pair", [i]),) for i in range(pairs)]
    if visual.verdict:
        beats.append((Call("table.reveal_verdict"),))
    return Act("table", component, tuple(beats))


def _steps(visual: v.Steps) -> Act:
    rows = [(step.title, step.detail) for step in visual.steps]
    return Act("steps", Call("Steps", [rows]), _repeat(Call("steps.advance"), len(rows)))


def _timeline(visual: v.Timeline) -> Act:
    moments = [(moment.when, moment.what) for moment in visual.moments]
    beats = tuple((Call("timeline.reveal", [i]),) for i in range(len(moments)))
    return Act("timeline", Call("Timeline", [moments]), beats)


def _plot(visual: v.Plot) -> Act:
    axes = [visual.x_label, visual.y_label, visual.x_range, visual.y_range]
    beats = [
        (Call("plot.draw", [Name(function_of_x(curve.expression)), curve.label]),)
        for curve in visual.curves
    ]
    if visual.marker:
        beats += [(_mark(visual.marker, x),) for x in visual.marker.xs]
    return Act("plot", Call("Plot", axes), tuple(beats))


def _mark(marker: v.Marker, x: float) -> Call:
    return Call("plot.mark", [marker.curve, x], {"tangent": True} if marker.tangent else {})


def _equation(visual: v.Equation) -> Act:
    first, *rest = visual.lines or (v.Line(latex=""),)
    beats = tuple((Call("equation.then", *_line(line)),) for line in rest)
    return Act("equation", Call("Equation", *_line(first)), beats)


def _line(line: v.Line) -> tuple[list[object], dict[str, object]]:
    return [line.latex], {"note": line.note} if line.note else {}
