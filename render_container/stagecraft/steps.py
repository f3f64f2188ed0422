"""Steps in order: one at a time, the earlier ones done."""

from typing import Final, NamedTuple

from manim import LEFT, Animation, Circle, Line, VMobject

from stagecraft.component import Component, roomy
from stagecraft.lettering import BODY, FLOOR, LARGE, SMALL, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Restyle
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX

_BADGE: Final = 25 * PX
_TEXT: Final = 84 * PX
_TALLEST_ROW: Final = 136 * PX


class _Row(NamedTuple):
    badge: VMobject
    number: Words
    title: Words
    detail: Words
    link: VMobject


class Steps(Component):
    """Beat 0 is the first step; `advance` brings the next and dims those before."""

    def __init__(self, steps: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.shown = 0
        self.rows = self._rows([(str(title), str(detail)) for title, detail in steps])
        for row in self.rows:
            self.add(row.badge, row.number)

    def entrance(self) -> Animation:
        return self.advance()

    def advance(self) -> Animation:
        """Bring the next step; after the last there is nothing more to bring."""
        if self.shown >= len(self.rows):
            return Beat(self, [], run_time=0.1)
        row, theme = self.rows[self.shown], self.palette
        entering: list[VMobject] = [row.title, row.detail]
        tweens: list[Animation] = [
            Restyle(row.badge, fill=theme.accent, stroke=theme.accent, span=(0.2, 0.8)),
            Restyle(row.number, fill=theme.on_accent, span=(0.2, 0.8)),
            Appear(row.title, 0.25 * LEFT, span=(0.2, 0.9)),
            Appear(row.detail, 0.25 * LEFT, span=(0.3, 1)),
        ]
        if self.shown:
            before = self.rows[self.shown - 1]
            tweens += self._finish(before)
            entering.append(before.link)
        self.shown += 1
        return Beat(self, tweens, entering=entering)

    def _finish(self, row: _Row) -> list[Animation]:
        theme = self.palette
        color = theme.structure(self.rows.index(row))
        return [
            Draw(row.link, span=(0, 0.5)),
            Restyle(row.badge, fill=theme.background, stroke=color),
            Restyle(row.number, fill=color),
            Restyle(row.title, fill=theme.muted),
            Restyle(row.detail, fill=theme.muted),
        ]

    def _rows(self, steps: list[tuple[str, str]]) -> list[_Row]:
        area, count = self.area, max(len(steps), 1)
        pitch = min(area.height / count, roomy(_TALLEST_ROW, area))
        top = area.y + pitch * count / 2
        size = _common_size([title for title, _ in steps], area.width - _TEXT, pitch * 0.42)
        return [
            self._row(i, step, top - (i + 0.5) * pitch, pitch, size) for i, step in enumerate(steps)
        ]

    def _row(self, i: int, step: tuple[str, str], y: float, pitch: float, size: float) -> _Row:
        theme, x = self.palette, self.area.left + _BADGE
        badge = Circle(
            radius=_BADGE,
            fill_color=theme.ghost,
            fill_opacity=1,
            stroke_color=theme.edge,
            stroke_width=2.5,
        ).move_to((x, y, 0))
        number = Words(str(i + 1), SMALL, theme.muted, face=SEMIBOLD).put(x, y, "center")
        title, detail = self._texts(step, y, pitch, size)
        link = Line(
            (x, y - _BADGE, 0),
            (x, y - pitch + _BADGE, 0),
            stroke_color=theme.structure(i),
            stroke_width=3,
        )
        return _Row(badge, number, title, detail, link)

    def _texts(
        self, step: tuple[str, str], y: float, pitch: float, size: float
    ) -> tuple[Words, Words]:
        left, width = self.area.left + _TEXT, self.area.width - _TEXT
        room = pitch - 14 * PX
        if not step[1].strip():
            title = fit(step[0], width, room, size, face=SEMIBOLD).put(left, y)
            return title, Words("")
        title = fit(step[0], width, room * 0.4, size, face=SEMIBOLD)
        gap = max(10 * PX, title.size * 0.42 * PX)
        rest = room - title.ink_height - gap
        detail = fit(
            step[1], width, rest, min(BODY, max(FLOOR, size - 9)), color=self.palette.primary
        )
        top = y + (title.ink_height + gap + detail.ink_height) / 2
        title.put_top(left, top)
        detail.put_top(left, top - title.ink_height - gap)
        return title, detail


def _common_size(titles: list[str], width: float, height: float) -> float:
    sizes = [fit(title, width, height, LARGE - 2, face=SEMIBOLD).size for title in titles]
    return min(sizes, default=LARGE)
