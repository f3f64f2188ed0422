"""No line or curve runs through a text."""

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from manim import Cross, SurroundingRectangle, Underline

from render.layout.backing import is_backed
from render.layout.findings import Finding
from render.layout.geometry import Box, Crossing, Floats, crossing, edges, joined
from render.layout.picture import Lettering, Picture, Piece

_FAINT: Final = 0.4
_THIN: Final = 1.4
"""Strokes no wider or no more opaque are rulings, behind whatever stands on them."""

_SHRUNK: Final = 0.14
_SHORTEST: Final = 0.5
"""Of the text's height, what runs through it."""

_NEAR: Final = 0.12
_TOUCHING: Final = 0.035
_INK: Final = 0.005
"""Half of what a stroke of width 1 is wide: within it, a line lies on the very glyphs."""

_SEVERAL: Final = 4
"""Points of its glyphs."""

_MARKS: Final = (Cross, SurroundingRectangle, Underline)
_CLOSED: Final = 0.05
_CLEAR: Final = 0.1
_FAR: Final = tuple(tenths / 10 for tenths in range(1, 31))
_WAYS: Final = {"up": (0, 1), "down": (0, -1), "right": (1, 0), "left": (-1, 0)}


def label_on_curve(picture: Picture) -> Iterator[Finding]:
    lines = _lines(picture)
    for text in picture.texts:
        for line in lines:
            if line.first.scenery and text.scenery:
                continue
            if text.box.meets(line.box.grown(0.01, 0.01)) and _runs_through(line, text, picture):
                yield _finding(line, text, lines, picture)
                break


class _Path(NamedTuple):
    """A line, or all the dashes of one."""

    pieces: list[Piece]
    box: Box

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def name(self) -> str:
        return type(self.first.whole or self.first.mobject).__name__

    @property
    def ends(self) -> Floats:
        ends = [self.pieces[0].points[0, :2], self.pieces[-1].points[-1, :2]]
        return np.array(ends)

    def edges(self) -> tuple[Floats, Floats]:
        parts = [edges(piece.points) for piece in self.pieces]
        if len(parts) == 1:
            return parts[0]
        starts = np.concatenate([start for start, _ in parts])
        return starts, np.vstack([starts[1:], parts[-1][1][-1:]])


def _lines(picture: Picture) -> list[_Path]:
    """The gaps between dashes count: whoever looks sees one line."""
    alike: dict[int, list[Piece]] = {}
    for shape in picture.shapes:
        if _is_line(shape):
            alike.setdefault(id(shape.whole or shape.mobject), []).append(shape)
    return [_Path(each, joined([piece.box for piece in each])) for each in alike.values()]


def _is_line(shape: Piece) -> bool:
    return (
        shape.is_stroked
        and float(shape.fill[3]) < _FAINT
        and float(shape.stroke[3]) > _FAINT
        and shape.stroke_width > _THIN
        and not isinstance(shape.whole or shape.mobject, _MARKS)
    )


def _runs_through(line: _Path, text: Lettering, picture: Picture) -> bool:
    box = text.box
    core = box.grown(-_SHRUNK * min(box.width, box.height), -_SHRUNK * box.height)
    if not len(line.edges()[0]) or _strikes_out(line.box, box):
        return False
    closed = bool(np.abs(line.ends[0] - line.ends[1]).max() < _CLOSED)
    inked = line.first.stroke_width * _INK
    through = _crosses(line, text, core, _TOUCHING if closed else _NEAR)
    return (through or _crosses(line, text, box, inked)) and not is_backed(
        text, line.first.place, picture
    )


def _crosses(line: _Path, text: Lettering, part: Box, near: float) -> bool:
    """Whether so much of the line lies in this part of the text, and so near to its glyphs."""
    crossed = crossing(*line.edges(), part)
    return (
        crossed.length >= _SHORTEST * min(text.box.height, 0.6)
        and not _stops_in(line, part, crossed)
        and _meets_glyphs(crossed, text.points, near)
    )


def _strikes_out(line: Box, text: Box) -> bool:
    """Crossed out on purpose, from one end to the other and not further."""
    within = text.grown(0.35, 0.35)
    return within.common(line) == line and line.width > 0.8 * text.width


def _stops_in(line: _Path, core: Box, crossed: Crossing) -> bool:
    """An arrow that ends a little way into what it points at."""
    return bool(core.of(line.ends).any()) and crossed.length < 0.6 * min(core.width, core.height)


def _meets_glyphs(crossed: Crossing, glyphs: Floats, near: float) -> bool:
    way = crossed.ends - crossed.starts
    lengths = np.maximum((way**2).sum(axis=1), 1e-12)
    reached = glyphs[:, None, :] - crossed.starts[None]
    along = np.clip((reached * way).sum(axis=2) / lengths, 0, 1)
    gap = np.linalg.norm(reached - along[..., None] * way, axis=2)
    return bool((gap.min(axis=1) < near).sum() >= _SEVERAL)


def _finding(line: _Path, text: Lettering, lines: list[_Path], picture: Picture) -> Finding:
    return Finding(
        "label_on_curve",
        f"A line or curve ({line.name}) runs through the text {text.words!r}.",
        f"Move the text {_way_off(text, lines, picture)}, or put a BackgroundRectangle behind it.",
        (text.mobject,),
    )


def _way_off(text: Lettering, lines: list[_Path], picture: Picture) -> str:
    """The shortest way straight up, down or aside to where no line is and no other text."""
    others = [each.box for each in picture.texts if each is not text]
    for far, (name, (x, y)) in product(_FAR, _WAYS.items()):
        box = text.box.moved(x * far, y * far).grown(_CLEAR, _CLEAR)
        if (
            picture.frame.common(box) == box
            and not any(box.meets(other) for other in others)
            and not any(crossing(*line.edges(), box).length for line in lines)
        ):
            return f"{name} by {far:.1f}"
    return "to where no line is"
