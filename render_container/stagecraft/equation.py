"""Equations, set without TeX, line under line."""

from typing import Final

import numpy as np
from manim import UP, Animation, VMobject

from stagecraft.component import Component
from stagecraft.lettering import SMALL, Words, fit
from stagecraft.mathematics import Formula, equals_offset
from stagecraft.motion import Appear, Beat, Glide, Restyle, Vanish
from stagecraft.stage import PX, Point

_EM: Final = 62.0
_GAP: Final = 46 * PX
_NOTE_GAP: Final = 22 * PX


class _Line:
    """A formula with its note below it; `origin` is the formula's centre."""

    def __init__(self, formula: Formula, note: Words) -> None:
        self.formula, self.note = formula, note
        self.equals = equals_offset(formula)
        self.note_space = _NOTE_GAP + note.ink_height if note.has_points() else 0.0
        self.height: float = formula.height + self.note_space
        self.origin = np.zeros(3)

    @property
    def parts(self) -> list[VMobject]:
        return [self.formula, self.note] if self.note.has_points() else [self.formula]

    def place(self, note_x: float) -> None:
        self.formula.move_to(self.origin)
        middle = self.origin[1] + self.formula.height / 2 - self.height + self.note.ink_height / 2
        self.note.put(note_x, middle, "center")


class Equation(Component):
    """Beat 0 is the first line; `then` sets the next one below it."""

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
        before = [(line, line.origin) for line in self.lines]
        gone = self._set(latex, note)
        tweens: list[Animation] = []
        for line, origin in before:
            if line in gone:
                tweens += [Vanish(part, 0.3 * UP, span=(0, 0.6)) for part in line.parts]
            else:
                tweens += self._give_way(line, line.origin - origin)
        fresh = self.lines[-1].parts
        tweens += [Appear(part, -0.25 * UP, span=(0.3, 1)) for part in fresh]
        leaving = [part for line in gone for part in line.parts]
        return Beat(self, tweens, entering=fresh, leaving=leaving, run_time=0.9)

    def _give_way(self, line: _Line, by: Point) -> list[Animation]:
        muted = [Restyle(part, fill=self.palette.muted) for part in line.parts]
        glides = [Glide(line.formula, by, span=(0, 0.8))]
        if line.note.has_points():
            glides.append(Glide(line.note, by * (0.0, 1.0, 1.0), span=(0, 0.8)))
        return [*glides, *muted]

    def _set(self, latex: str, note: str) -> list[_Line]:
        """Lay out all lines with this one last; say which no longer fit."""
        self.lines.append(self._line(latex, note))
        gone: list[_Line] = []
        while len(self.lines) > 1 and self._height() > self.area.height:
            gone.append(self.lines.pop(0))
        top, axis = self.area.y + self._height() / 2, self._axis()
        for line in self.lines:
            aligned = axis is not None and line.equals is not None
            x = axis - line.equals if aligned else self.area.x  # type: ignore[operator]
            line.origin = np.array([x, top - line.formula.height / 2, 0.0])
            top -= line.height + _GAP
        self.lines[-1].place(self.area.x)
        return gone

    def _height(self) -> float:
        return sum((line.height for line in self.lines), 0.0) + _GAP * (len(self.lines) - 1)

    def _line(self, latex: str, note: str) -> _Line:
        area, theme = self.area, self.palette
        formula = Formula(latex, _EM, theme.primary)
        formula.shrink_into(area.width, area.height * (0.75 if note.strip() else 0.9))
        words = fit(note, area.width * 0.86, 70 * PX, SMALL, color=theme.accent, align="center")
        return _Line(formula, words)

    def _axis(self) -> float | None:
        """Where the equals signs stand below each other, if the stage is wide enough."""
        spans = [
            (-line.equals - line.formula.width / 2, -line.equals + line.formula.width / 2)
            for line in self.lines
            if line.equals is not None
        ]
        if not spans:
            return None
        left, right = min(a for a, _ in spans), max(b for _, b in spans)
        return self.area.x - (left + right) / 2 if right - left <= self.area.width else None
