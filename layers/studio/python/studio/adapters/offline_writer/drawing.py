"""Short ways to write a visual down, for lessons that are mostly data."""

from collections.abc import Mapping
from textwrap import dedent
from typing import Literal

from studio.domain import visual as v

Layout = Literal["row", "column", "tree", "cycle"]


def title(name: str, subtitle: str, note: str = "") -> v.TitleCard:
    return v.TitleCard(title=name, subtitle=subtitle, note=note)


def code(
    language: str, text: str, *steps: tuple[int, int, str], caption: str = ""
) -> v.CodeListing:
    """A listing; each step is first line, last line, note."""
    focus = tuple(v.CodeStep(first=a, last=b, note=note) for a, b, note in steps)
    return v.CodeListing(
        code=dedent(text).strip("\n"), language=language, caption=caption, steps=focus
    )


def diagram(
    nodes: Mapping[str, str],
    edges: str = "",
    *steps: str,
    layout: Layout = "row",
) -> v.Diagram:
    """Nodes as id to label or `label|detail`; edges as `a>b, b>c:label`; each step names ids."""
    return v.Diagram(
        nodes=tuple(_node(id_, text) for id_, text in nodes.items()),
        edges=tuple(_edge(text) for text in edges.split(",") if text.strip()),
        layout=layout,
        steps=tuple(tuple(step.split()) for step in steps),
    )


def _node(id_: str, text: str) -> v.Node:
    label, _, detail = text.partition("|")
    return v.Node(id=id_, label=label, detail=detail)


def _edge(text: str) -> v.Edge:
    ends, _, label = text.partition(":")
    source, _, target = ends.partition(">")
    return v.Edge(source=source.strip(), target=target.strip(), label=label.strip())


def array(cells: str, *steps: v.ArrayStep, indexed: bool = True) -> v.Array:
    """Cells split at spaces; a lone underscore is an empty cell."""
    texts = tuple("" if cell == "_" else cell for cell in cells.split())
    return v.Array(cells=texts, indexed=indexed, steps=steps)


def at(
    note: str = "",
    *,
    light: tuple[int, ...] = (),
    dim: tuple[int, ...] = (),
    swap: tuple[int, int] | None = None,
    write: Mapping[int, str] | None = None,
    **pointers: int,
) -> v.ArrayStep:
    return v.ArrayStep(
        pointers=pointers, highlight=light, dim=dim, swap=swap, write=dict(write or {}), note=note
    )


def compare(left: tuple[str, ...], right: tuple[str, ...], verdict: str = "") -> v.Comparison:
    """Each side: its title, then its points."""
    return v.Comparison(
        left=v.Column(title=left[0], points=left[1:]),
        right=v.Column(title=right[0], points=right[1:]),
        verdict=verdict,
    )


def steps(*pairs: tuple[str, str]) -> v.Steps:
    return v.Steps(steps=tuple(v.Step(title=name, detail=detail) for name, detail in pairs))


def timeline(*moments: tuple[str, str]) -> v.Timeline:
    return v.Timeline(moments=tuple(v.Moment(when=when, what=what) for when, what in moments))


def plot(
    axes: tuple[str, str],
    x: tuple[float, float],
    y: tuple[float, float],
    *curves: tuple[str, str],
    marker: v.Marker | None = None,
) -> v.Plot:
    """Each curve is its label and its expression in x."""
    return v.Plot(
        x_label=axes[0],
        y_label=axes[1],
        x_range=x,
        y_range=y,
        curves=tuple(v.Curve(label=label, expression=text) for label, text in curves),
        marker=marker,
    )


def dots(*xs: float, curve: int = 0, tangent: bool = False) -> v.Marker:
    return v.Marker(curve=curve, xs=xs, tangent=tangent)


def equation(*lines: tuple[str, str]) -> v.Equation:
    return v.Equation(lines=tuple(v.Line(latex=latex, note=note) for latex, note in lines))


def recap(*points: str) -> v.Recap:
    return v.Recap(points=points)
