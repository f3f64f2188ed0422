"""Equations, set without TeX, line under line."""

from typing import Final

import numpy as np
from manim import UP, Animation, VMobject

from stagecraft.component import Component
from stagecraft.lettering import SMALL, Words, fit
from stagecraft.mathematics import Formula, equals_offset
from stagecraft.motion import Appear, Beat, Glide, Restyle, Vanish
from stagecraft.stage import PX

_EM: Final = 62.0
_GAP: Final = 46 * PX
_NOTE_GAP: Final = 22 * PX


class _Line:
    """A formula with its note below; `top` is where its block begins."""

    def __init__(self, formula: Formula, note: Words, x: float) -> None:
        self.formula, self.note, self.x = formula, note, x
        self.note_space = _NOTE_GAP + note.ink_height if note.has_points() else 0.0
        self.height = formula.height + self.note_space
        self.top = 0.0

    @property
    def parts(self) -> list[VMobject]:
        return [self.formula, self.note] if self.note.has_points() else [self.formula]

    def place(self, top: float, note_x: float) -> None:
        self.top = top
        center = np.array([self.x, top - self.formula.height / 2, 0.0])
        self.formula.move_to(center)
        self.note.put_top(note_x, top - self.height + self.note.ink_height, "center")


class Equation(Component):
    """Beat 0 is the first line; `then` sets the next one below it."""

    def __init__(self, latex: str, note: str = "") -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self.axis: float | None = None
        self._set(latex, note)
        self.add(*self.lines[0].parts)

    def entrance(self) -> Animation:
        parts = self.lines[0].parts
        tweens = [Appear(part, -0.15 * UP, span=(0.2 * i, 0.8 + 0.2 * i)) for i, part in enumerate(parts)]
        return Beat(self, tweens, run_time=0.7)

    def then(self, latex: str, note: str = "") -> Animation:
        """Set another line; the lines before make room, the oldest leave when there is none."""
        before = [(line, line.top) for line in self.lines]
        gone = self._set(latex, note)
        theme = self.palette
        tweens: list[Animation] = []
        for line, top in before:
            if line in gone:
                tweens += [Vanish(part, 0.3 * UP, span=(0, 0.6)) for part in line.parts]
                continue
            by = np.array([0.0, line.top - top, 0.0])
            tweens += [Glide(part, by, span=(0, 0.8)) for part in line.parts]
            tweens += [Restyle(part, fill=theme.muted) for part in line.parts]
        fresh = self.lines[-1].parts
        tweens += [Appear(part, -0.25 * UP, span=(0.3, 1)) for part in fresh]
        leaving = [part for line in gone for part in line.parts]
        return Beat(self, tweens, entering=fresh, leaving=leaving, run_time=0.9)

    def _set(self, latex: str, note: str) -> list[_Line]:
        """Lay out all lines with this one last; say which no longer fit."""
        standing = [(line, line.top) for line in self.lines]
        self.lines.append(self._line(latex, note))
        gone: list[_Line] = []
        while len(self.lines) > 1 and self._height() > self.area.height:
            gone.append(self.lines.pop(0))
        top = self.area.y + self._height() / 2
        for line in self.lines:
            line.top = top
            top -= line.height + _GAP
        newest = self.lines[-1]
        newest.place(newest.top, self.area.x)
        return [line for line, _ in standing if line in gone]

    def _height(self) -> float:
        return sum(line.height for line in self.lines) + _GAP * (len(self.lines) - 1)

    def _line(self, latex: str, note: str) -> _Line:
        area, theme = self.area, self.palette
        formula = Formula(latex, _EM, theme.primary)
        tallest = area.height * (0.75 if note.strip() else 0.9)
        formula.shrink_into(area.width, tallest)
        words = fit(note, area.width * 0.86, 70 * PX, SMALL, color=theme.accent, align="center")
        return _Line(formula, words, self._x(formula))

    def _x(self, formula: Formula) -> float:
        """Align equals signs where both lines have one and the line stays on the stage."""
        offset = equals_offset(formula)
        if offset is None:
            return self.area.x
        if self.axis is None:
            self.axis = self.area.x + offset
        x = self.axis - offset
        half = formula.width / 2
        fits = self.area.left <= x - half and x + half <= self.area.right
        return x if fits else self.area.x


