"""A recap: what to remember, point by point."""

from typing import Final

from manim import LEFT, Animation, Circle, VMobject

from stagecraft.component import Component, roomy
from stagecraft.lettering import LARGE, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Restyle
from stagecraft.stage import PX

_BADGE: Final = 21 * PX
_TEXT: Final = 78 * PX
_TALLEST_ROW: Final = 132 * PX


class Recap(Component):
    """Beat 0 is the first point; `advance` brings the next."""

    def __init__(self, points: list[str] | tuple[str, ...]) -> None:
        super().__init__()
        self.shown = 0
        self.rows = self._rows([str(point) for point in points])
        self.add(*(slot for _, slot, _ in self.rows))

    def entrance(self) -> Animation:
        return self.advance()

    def advance(self) -> Animation:
        """Bring the next point; after the last there is nothing more to bring."""
        if self.shown >= len(self.rows):
            return Beat(self, [], run_time=0.1)
        tick, slot, words = self.rows[self.shown]
        theme = self.palette
        tweens: list[Animation] = [
            Restyle(slot, fill=theme.accent, stroke=theme.accent, span=(0, 0.5)),
            Draw(tick, span=(0.2, 0.8)),
            Appear(words, 0.25 * LEFT, span=(0.1, 0.8)),
        ]
        if self.shown:
            before, badge, _ = self.rows[self.shown - 1]
            color = theme.structure(self.shown - 1)
            tweens += [
                Restyle(badge, fill=color, stroke=color),
                Restyle(before, stroke=theme.background),
            ]
        self.shown += 1
        return Beat(self, tweens, entering=[tick, words], run_time=0.7)

    def _rows(self, points: list[str]) -> list[tuple[VMobject, VMobject, Words]]:
        area = self.area
        pitch = min(area.height / max(len(points), 1), roomy(_TALLEST_ROW, area))
        top = area.y + pitch * len(points) / 2
        size = LARGE
        for point in points:
            fitted = fit(point, area.width - _TEXT, pitch - 16 * PX, size)
            size = min(size, fitted.size)
        return [self._row(p, top - (i + 0.5) * pitch, pitch, size) for i, p in enumerate(points)]

    def _row(
        self, point: str, y: float, pitch: float, size: float
    ) -> tuple[VMobject, VMobject, Words]:
        x = self.area.left + _BADGE
        words = fit(point, self.area.width - _TEXT, pitch - 16 * PX, size)
        words.put(self.area.left + _TEXT, y)
        slot = Circle(
            radius=_BADGE,
            fill_color=self.palette.ghost,
            fill_opacity=1,
            stroke_color=self.palette.edge,
            stroke_width=2,
        ).move_to((x, y, 0))
        return tick_at(x, y, self.palette.on_accent), slot, words


def tick_at(x: float, y: float, color: str) -> VMobject:
    tick = VMobject(stroke_color=color, stroke_width=5, fill_opacity=0)
    corners = ((-9, 0), (-3, -7), (9, 7))
    return tick.set_points_as_corners([(x + a * PX, y + b * PX, 0) for a, b in corners])
