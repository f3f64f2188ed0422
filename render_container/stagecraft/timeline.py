"""A timeline: an axis, and what happened along it."""

from typing import Final, NamedTuple

from manim import LEFT, UP, Animation, Circle, Line, Triangle, VMobject

from stagecraft.component import Component
from stagecraft.lettering import BODY, SUBHEAD, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Restyle, Tween
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX

_DOT: Final = 11 * PX
_STEM: Final = 46 * PX
_PAD: Final = 20 * PX


class _Moment(NamedTuple):
    dot: VMobject
    stem: VMobject
    when: Words
    what: Words


class Timeline(Component):
    """Beat 0 is the axis; `reveal(i)` brings the moment with that index, counted from 0."""

    def __init__(self, moments: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        texts = [(str(when), str(what)) for when, what in moments]
        self.tall = self.area.height > self.area.width
        self.axis, self.tip = self._axis()
        self.moments = [self._moment(i, len(texts), text) for i, text in enumerate(texts)]
        self.revealed: list[int] = []
        self.add(self.axis, self.tip, *(m.dot for m in self.moments))

    def entrance(self) -> Animation:
        tweens: list[Tween] = [
            Draw(self.axis, span=(0, 0.8)),
            Appear(self.tip, 0.2 * LEFT, span=(0.5, 1)),
        ]
        for i, moment in enumerate(self.moments):
            begin = 0.5 * i / max(len(self.moments), 1)
            tweens.append(Appear(moment.dot, span=(begin, begin + 0.5)))
        return Beat(self, tweens)

    def reveal(self, i: int) -> Animation:
        """Bring a moment; the one before is no longer spoken about."""
        moment, theme = self.moments[i], self.palette
        tweens: list[Animation] = [
            Restyle(self.moments[k].when, fill=theme.structure(k)) for k in self.revealed[-1:]
        ] + [
            Restyle(self.moments[k].dot, fill=theme.structure(k), stroke=theme.structure(k))
            for k in self.revealed[-1:]
        ]
        lift = 0.2 * (UP if moment.when.get_y() < moment.dot.get_y() else -UP)
        tweens += [Restyle(moment.dot, fill=theme.accent, stroke=theme.accent, span=(0, 0.5))]
        fresh = i not in self.revealed
        if fresh:
            tweens += [
                Draw(moment.stem, span=(0, 0.6)),
                Appear(moment.when, lift, span=(0.2, 0.9)),
                Appear(moment.what, lift, span=(0.3, 1)),
            ]
        else:
            tweens.append(Restyle(moment.when, fill=theme.accent))
        self.revealed = [k for k in self.revealed if k != i] + [i]
        return Beat(self, tweens, entering=(moment.stem, moment.when, moment.what) if fresh else ())

    def _axis(self) -> tuple[VMobject, VMobject]:
        area, theme = self.area, self.palette
        start = (area.left + 10 * PX, area.top, 0) if self.tall else (area.left, area.y, 0)
        end = (
            (area.left + 10 * PX, area.bottom, 0)
            if self.tall
            else (area.right - 12 * PX, area.y, 0)
        )
        axis = Line(start, end, stroke_color=theme.edge, stroke_width=4)
        tip = Triangle(fill_color=theme.edge, fill_opacity=1, stroke_width=0)
        tip.scale_to_fit_height(20 * PX).rotate(3.14159 if self.tall else -1.5708).move_to(end)
        return axis, tip

    def _moment(self, i: int, count: int, text: tuple[str, str]) -> _Moment:
        place = self._beside(i, count) if self.tall else self._alternating(i, count)
        x, y, left, top, width, height, below = place
        theme = self.palette
        dot = Circle(
            radius=_DOT,
            fill_color=theme.background,
            fill_opacity=1,
            stroke_color=theme.edge,
            stroke_width=4,
        ).move_to((x, y, 0))
        when = fit(text[0], width, 40 * PX, SUBHEAD, color=theme.accent, face=SEMIBOLD)
        what = fit(text[1], width, height - when.ink_height - _PAD, BODY)
        block = when.ink_height + (_PAD + what.ink_height if what.has_points() else 0)
        if not below:
            top = top - height + block
        when.put_top(left, top)
        what.put_top(left, top - when.ink_height - _PAD)
        stem = self._stem(i, dot, (left, top if below else top - block - 12 * PX))
        return _Moment(dot, stem, when, what)

    def _stem(self, i: int, dot: VMobject, to: tuple[float, float]) -> VMobject:
        x, y = dot.get_x(), dot.get_y()
        if self.tall:
            return VMobject()
        down = to[1] < y
        start = y - _DOT if down else y + _DOT
        color = self.palette.structure(i)
        return Line(
            (x, start, 0),
            (x, to[1] + (10 * PX if down else 0), 0),
            stroke_color=color,
            stroke_width=2,
        )

    def _alternating(
        self, i: int, count: int
    ) -> tuple[float, float, float, float, float, float, bool]:
        """Texts above and below in turn, so that each may be nearly two places wide."""
        area = self.area
        room = area.width - 60 * PX
        gap = 30 * PX
        width = min(2 * (room + gap) / (count + 1) - gap, 400 * PX)
        pitch = (room - width) / max(count - 1, 1)
        left = x = area.left + 24 * PX + i * pitch
        below = i % 2 == 1
        height = area.height / 2 - _STEM - _DOT
        top = area.y - _STEM - _DOT if below else area.y + _STEM + _DOT + height
        return x, area.y, left, top, width, height, below

    def _beside(self, i: int, count: int) -> tuple[float, float, float, float, float, float, bool]:
        area = self.area
        pitch = (area.height - 30 * PX) / count
        y = area.top - (i + 0.5) * pitch
        left = area.left + 50 * PX
        return area.left + 10 * PX, y, left, y + 12 * PX, area.right - left, pitch - 14 * PX, True
