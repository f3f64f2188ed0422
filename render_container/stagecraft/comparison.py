"""A comparison: two columns, point against point, and a verdict."""

from typing import Final, NamedTuple

from manim import LEFT, RIGHT, UP, Animation, Circle, Line, VMobject

from stagecraft.component import Component, panel, roomy
from stagecraft.lettering import HEADING, SUBHEAD, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Restyle
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX, Area

Side = tuple[str, list[str] | tuple[str, ...]]

_GUTTER: Final = 32 * PX
_HEAD: Final = 78 * PX
_VERDICT: Final = 84 * PX
_GAP: Final = 28 * PX
_PAD: Final = 28 * PX
_TALLEST_ROW: Final = 116 * PX


class _Point(NamedTuple):
    dot: VMobject
    words: Words


class Comparison(Component):
    """Beat 0 is both headers; `reveal_pair(i)` counts from 0; then `reveal_verdict`."""

    def __init__(self, left: Side, right: Side, verdict: str = "") -> None:
        super().__init__()
        self.sides = (left, right)
        colors = self.palette.series
        self.colors = (
            (colors[0], colors[1]) if self.palette.varied else (self.palette.secondary,) * 2
        )
        self.cards = self._card_areas(bool(verdict.strip()))
        self.panels = [panel(area) for area in self.cards]
        self.titles = [self._title(k) for k in (0, 1)]
        self.rules = [self._rule(k) for k in (0, 1)]
        self.pairs = self._pairs()
        self.shown: list[int] = []
        self.plate, self.verdict = self._verdict(verdict)
        self.add(*self.panels, *self.titles, *self.rules)

    def entrance(self) -> Animation:
        tweens: list[Animation] = []
        for k, come in enumerate((LEFT, RIGHT)):
            tweens.append(Appear(self.panels[k], 0.2 * come, span=(0, 0.7)))
            tweens.append(Appear(self.titles[k], 0.2 * come, span=(0.1, 0.8)))
            tweens.append(Draw(self.rules[k], span=(0.3, 1)))
        return Beat(self, tweens)

    def reveal_pair(self, i: int) -> Animation:
        """Set the i-th point of the left against the i-th of the right, from 0."""
        if not 0 <= i < len(self.pairs):
            raise IndexError(f"pair {i} of {len(self.pairs)}")
        fresh, theme = i not in self.shown, self.palette
        tweens: list[Animation] = [
            Restyle(self.pairs[k][s].dot, fill=self.colors[s])
            for k in self.shown[-1:]
            for s in (0, 1)
        ]
        for point in self.pairs[i]:
            if fresh:
                tweens += [Appear(point.dot, span=(0, 0.6)), Appear(point.words, 0.2 * LEFT)]
            else:
                tweens.append(Restyle(point.dot, fill=theme.accent))
        entering = [part for point in self.pairs[i] for part in point] if fresh else []
        self.shown = [k for k in self.shown if k != i] + [i]
        return Beat(self, tweens, entering=entering, run_time=0.7)

    def reveal_verdict(self) -> Animation:
        """Say which to take."""
        if not self.verdict.has_points() or self.plate in self.submobjects:
            return Beat(self, [], run_time=0.1)
        tweens = [Appear(self.plate, -0.2 * UP, span=(0, 0.8)), Appear(self.verdict, -0.2 * UP)]
        return Beat(self, tweens, entering=[self.plate, self.verdict])

    def _card_areas(self, with_verdict: bool) -> tuple[Area, Area]:
        area = self.area
        below = _VERDICT + _GAP if with_verdict else 0.0
        rows = max(len(self.sides[0][1]), len(self.sides[1][1]), 1)
        tall = min(area.height - below, _HEAD + rows * roomy(_TALLEST_ROW, area) + _PAD * 0.8)
        top = area.y + (tall + below) / 2
        bottom = top - tall
        middle = area.x
        return (
            Area(area.left, middle - _GUTTER / 2, bottom, top),
            Area(middle + _GUTTER / 2, area.right, bottom, top),
        )

    def _title(self, side: int) -> Words:
        card = self.cards[side]
        title = fit(
            str(self.sides[side][0]), card.width - 2 * _PAD, _HEAD * 0.62, HEADING - 4,
            face=SEMIBOLD, color=self.colors[side] if self.palette.varied else None,
        )  # fmt: skip
        return title.put(card.left + _PAD, card.top - _HEAD / 2 - 2 * PX)

    def _rule(self, side: int) -> VMobject:
        card = self.cards[side]
        y = card.top - _HEAD
        return Line(
            (card.left + _PAD, y, 0),
            (card.right - _PAD, y, 0),
            stroke_color=self.colors[side],
            stroke_width=3,
        )

    def _pairs(self) -> list[tuple[_Point, _Point]]:
        columns = [[str(text) for text in side[1]] for side in self.sides]
        rows = max(map(len, columns))
        if not rows:
            return []
        card = self.cards[0]
        pitch = min((card.height - _HEAD - _PAD * 0.6) / rows, roomy(_TALLEST_ROW, self.area))
        width = card.width - 2 * _PAD - 30 * PX
        texts = [text for column in columns for text in column]
        size = min(fit(text, width, pitch - 16 * PX, SUBHEAD).size for text in texts)
        return [
            (self._point(0, i, columns, pitch, size), self._point(1, i, columns, pitch, size))
            for i in range(rows)
        ]

    def _point(
        self, side: int, i: int, columns: list[list[str]], pitch: float, size: float
    ) -> _Point:
        card = self.cards[side]
        text = columns[side][i] if i < len(columns[side]) else ""
        left = card.left + _PAD
        y = card.top - _HEAD - 8 * PX - (i + 0.5) * pitch
        words = fit(text, card.width - 2 * _PAD - 30 * PX, pitch - 16 * PX, size)
        words.put(left + 30 * PX, y)
        if not words.has_points():
            return _Point(VMobject(), words)
        dot = Circle(radius=6 * PX, fill_color=self.palette.accent, fill_opacity=1, stroke_width=0)
        first_line = y + (words.ink_height - 0.727 * words.size * PX) / 2
        return _Point(dot.move_to((left + 7 * PX, first_line, 0)), words)

    def _verdict(self, verdict: str) -> tuple[VMobject, Words]:
        area, theme = self.area, self.palette
        top = self.cards[0].bottom - _GAP
        place = Area(area.left, area.right, top - _VERDICT, top)
        words = fit(
            verdict, place.width - 2 * _PAD, _VERDICT - 24 * PX, SUBHEAD,
            face=SEMIBOLD, color=theme.on_accent, align="center",
        )  # fmt: skip
        plate = panel(place, fill=theme.accent, edge=theme.accent)
        return plate, words.put(place.x, place.y, "center")
