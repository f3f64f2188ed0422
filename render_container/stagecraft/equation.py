"""Equations, set without TeX, line under line."""

from typing import Final

from manim import UP, Animation, VMobject

from stagecraft.component import Component
from stagecraft.lettering import SMALL, Words, fit
from stagecraft.mathematics import Formula, equals_offset
from stagecraft.motion import Appear, Beat, Glide, Reshape, Restyle, Vanish
from stagecraft.stage import PX, Area, stage

_SIZES: Final = (84.0, 76.0, 68.0, 60.0, 52.0)
_GAP: Final = 44 * PX
_NOTE_GAP: Final = 22 * PX
_ROOM_MADE: Final = (0.0, 0.6)


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
        gone, moves = self._set(latex, note)
        tweens: list[Animation] = [
            Vanish(part, 0.3 * UP, span=(0, 0.4)) for line in gone for part in line.parts
        ]
        for line, by in zip(self.lines[:-1], moves, strict=False):
            tweens += self._give_way(line, by)
        fresh = self.lines[-1].parts
        tweens += [Appear(part, -0.2 * UP, span=(0.5, 1)) for part in fresh]
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
