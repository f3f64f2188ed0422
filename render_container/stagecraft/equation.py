"""Equations, set without TeX, line under line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import numpy as np
from manim import UP, Animation, VMobject

from stagecraft.component import Component
from stagecraft.lettering import SMALL, Words, fit
from stagecraft.mathematics import Formula, equals_offset
from stagecraft.motion import Appear, Beat, Glide, Reshape, Restyle, Tween, Vanish
from stagecraft.stage import PX, Area, Point, stage

_SIZES: Final = (84.0, 76.0, 68.0, 60.0, 52.0)
_GAP: Final = 44 * PX
_NOTE_GAP: Final = 22 * PX
_ROOM_MADE: Final = (0.0, 0.6)
_LIKENESS: Final = 0.02
"""How far the outlines of the same sign may differ, of half its size."""


class _Line:
    """A formula with its note below it; `target` is how and where it is to stand."""

    def __init__(self, latex: str, note: Words) -> None:
        self.latex, self.note = latex, note
        self.note_space = _NOTE_GAP + note.ink_height if note.has_points() else 0.0
        self.formula = self.target = Formula(latex, _SIZES[0], stage().theme.primary)
        self.equals: float | None = None

    @property
    def parts(self) -> list[VMobject]:
        return [self.formula, self.note] if self.note.has_points() else [self.formula]

    @property
    def height(self) -> float:
        return float(self.target.height) + self.note_space

    def resize(self, size: float, area: Area) -> None:
        self.target = Formula(self.latex, size, stage().theme.primary)
        self.target.shrink_into(area.width, area.height * 0.9 - self.note_space)
        self.equals = equals_offset(self.target)

    def place(self, x: float, note_x: float, top: float) -> float:
        """Set the target; say how far the note has to move to follow it."""
        self.target.move_to((x, top - self.target.height / 2, 0))
        if not self.note.has_points():
            return 0.0
        before = self.note.get_y()
        self.note.put(note_x, top - self.height + self.note.ink_height / 2, "center")
        after = self.note.get_y()
        return float(after - before)


class Derive(Tween):
    """A line comes out of the one before: what both have glides over, what is new grows."""

    def __init__(self, formula: Formula, source: Formula, **timing: Any) -> None:
        super().__init__(formula, **timing)
        self.source = source
        self.before = self.after = formula.points

    def record(self) -> None:
        self.after = self.mobject.points.copy()
        self.before = _as_in(self.after, self.source.points)

    def at(self, share: float) -> None:
        self.mobject.points = self.before + (self.after - self.before) * share


def _as_in(line: Point, source: Point) -> Point:
    """The line with each outline where the source has the same one, or shrunk to its middle."""
    wanted, offered = list(_outlines(line)), list(_outlines(source))
    found = [np.broadcast_to(each.mean(axis=0), each.shape) for each in wanted]
    signs = _signs([*wanted, *offered])
    both = SequenceMatcher(None, signs[: len(wanted)], signs[len(wanted) :], autojunk=False)
    for begin, twin, length in both.get_matching_blocks():
        found[begin : begin + length] = offered[twin : twin + length]
    return np.concatenate(found)


def _signs(outlines: Sequence[Point]) -> list[int]:
    """Equal numbers for equal shapes: where the first of them stands."""
    return [
        next(first for first, other in enumerate(outlines) if _same(outline, other))
        for outline in outlines
    ]


def _outlines(points: Point) -> Iterator[Point]:
    """A curve that does not begin where the last one ended begins another outline."""
    ends, begins = points[3:-1:4], points[4::4]
    cuts = 4 * (1 + np.flatnonzero(~np.isclose(ends, begins, atol=1e-6).all(axis=1)))
    yield from np.split(points, cuts)


def _same(one: Point, other: Point) -> bool:
    """Of one shape, at whatever size and place."""
    return one.shape == other.shape and np.allclose(_shape(one), _shape(other), atol=_LIKENESS)


def _shape(outline: Point) -> Point:
    moved = outline - outline.mean(axis=0)
    shape: Point = moved / max(float(np.abs(moved).max()), 1e-9)
    return shape


class Equation(Component):
    """Beat 0 is the first line; `then` lets the next one come out of it, and stand below."""

    def __init__(self, latex: str, note: str = "") -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._set(latex, note)
        self.add(*self.lines[0].parts)

    def entrance(self) -> Animation:
        parts = self.lines[0].parts
        tweens = [
            Appear(part, -0.15 * UP, span=(0.2 * i, 0.8 + 0.2 * i)) for i, part in enumerate(parts)
        ]
        return Beat(self, tweens, run_time=0.7)

    def then(self, latex: str, note: str = "") -> Animation:
        """Set another line; the lines before make room, the oldest leave when there is none."""
        last = self.lines[-1]
        gone, moves = self._set(latex, note)
        tweens: list[Animation] = [
            Vanish(part, 0.3 * UP, span=(0, 0.4)) for line in gone for part in line.parts
        ]
        for line, by in zip(self.lines[:-1], moves, strict=False):
            tweens += self._give_way(line, by)
        fresh = self.lines[-1].parts
        tweens.append(Derive(self.lines[-1].formula, last.formula, span=(0.15, 1)))
        tweens += [Appear(part, -0.2 * UP, span=(0.6, 1)) for part in fresh[1:]]
        leaving = [part for line in gone for part in line.parts]
        return Beat(self, tweens, entering=fresh, leaving=leaving, run_time=0.9)

    def _give_way(self, line: _Line, by: float) -> list[Animation]:
        tweens: list[Animation] = [Reshape(line.formula, line.target, span=_ROOM_MADE)]
        if line.note.has_points():
            line.note.shift(-by * UP)
            tweens.append(Glide(line.note, by * UP, span=_ROOM_MADE))
        return [*tweens, *(Restyle(part, fill=self.palette.muted) for part in line.parts)]

    def _set(self, latex: str, note: str) -> tuple[list[_Line], list[float]]:
        """Lay out all lines with this one last; say which must go, and how far notes move."""
        area = self.area
        accent = self.palette.accent
        words = fit(note, area.width * 0.86, 70 * PX, SMALL, color=accent, align="center")
        self.lines.append(_Line(latex, words))
        gone: list[_Line] = []
        while not self._fits() and len(self.lines) > 1:
            gone.append(self.lines.pop(0))
        top, axis, moves = area.y + self._height() / 2, self._axis(), []
        for line in self.lines:
            x = area.x if axis is None or line.equals is None else axis - line.equals
            moves.append(line.place(x, area.x, top))
            top -= line.height + _GAP
        newest = self.lines[-1]
        newest.formula = newest.target
        return gone, moves

    def _fits(self) -> bool:
        """Take the largest size at which all lines fit."""
        for size in _SIZES:
            for line in self.lines:
                line.resize(size, self.area)
            if self._height() <= self.area.height:
                return True
        return False

    def _height(self) -> float:
        return sum((line.height for line in self.lines), 0.0) + _GAP * (len(self.lines) - 1)

    def _axis(self) -> float | None:
        """Where the equals signs stand below each other, if the stage is wide enough."""
        spans = [
            (-line.equals - line.target.width / 2, -line.equals + line.target.width / 2)
            for line in self.lines
            if line.equals is not None
        ]
        if not spans:
            return None
        left, right = min(a for a, _ in spans), max(b for _, b in spans)
        return self.area.x - (left + right) / 2 if right - left <= self.area.width else None
