"""A timeline: an axis, and what happened along it."""

from typing import Final, NamedTuple

from manim import LEFT, UP, Animation, Circle, Line, Triangle, VMobject

from stagecraft.component import Component
from stagecraft.lettering import BODY, LARGE, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Restyle, Tween
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX

_DOT: Final = 11 * PX
_STEM: Final = 46 * PX
_PAD: Final = 22 * PX
_GAP: Final = 30 * PX
_WIDEST: Final = 460 * PX


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
        self.moments = self._beside(texts) if self.tall else self._alternating(texts)
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

    def _alternating(self, texts: list[tuple[str, str]]) -> list[_Moment]:
        """Texts above and below in turn, so that each may be nearly two places wide."""
        area, room = self.area, self.area.width - 60 * PX
        width = min(2 * (room + _GAP) / (len(texts) + 1) - _GAP, _WIDEST)
        height = area.height / 2 - _STEM - _DOT
        words = [self._words(text, width, height) for text in texts]
        last = max((w.ink_width for w in words[-1]), default=0.0) if words else 0.0
        pitch = (room - max(last, width * 0.5)) / max(len(texts) - 1, 1)
        return [
            self._above_or_below(i, area.left + 24 * PX + i * pitch, *pair)
            for i, pair in enumerate(words)
        ]

    def _above_or_below(self, i: int, x: float, when: Words, what: Words) -> _Moment:
        away, y = _STEM + _DOT, self.area.y
        below = i % 2 == 1
        top = y - away if below else y + away + _block(when, what)
        _stack(when, what, x, top)
        ends = (y - _DOT, y - away + 10 * PX) if below else (y + _DOT, y + away - 12 * PX)
        stem = Line(
            (x, ends[0], 0), (x, ends[1], 0), stroke_color=self.palette.structure(i), stroke_width=2
        )
        return _Moment(self._dot(x, y), stem, when, what)

    def _beside(self, texts: list[tuple[str, str]]) -> list[_Moment]:
        """Texts to the right of an upright axis, for pictures taller than wide."""
        area, left = self.area, self.area.left + 50 * PX
        pitch = (area.height - 30 * PX) / max(len(texts), 1)
        moments = []
        for i, text in enumerate(texts):
            y = area.top - (i + 0.5) * pitch
            when, what = self._words(text, area.right - left, pitch - 14 * PX)
            _stack(when, what, left, y + _block(when, what) / 2)
            moments.append(_Moment(self._dot(area.left + 10 * PX, y), VMobject(), when, what))
        return moments

    def _words(self, text: tuple[str, str], width: float, height: float) -> tuple[Words, Words]:
        accent = self.palette.accent
        when = fit(text[0], width, 44 * PX, LARGE - 4, color=accent, face=SEMIBOLD)
        return when, fit(text[1], width, height - when.ink_height - _PAD, BODY)

    def _dot(self, x: float, y: float) -> VMobject:
        return Circle(
            radius=_DOT,
            fill_color=self.palette.background,
            fill_opacity=1,
            stroke_color=self.palette.edge,
            stroke_width=4,
        ).move_to((x, y, 0))


def _block(when: Words, what: Words) -> float:
    return when.ink_height + (_PAD + what.ink_height if what.has_points() else 0.0)


def _stack(when: Words, what: Words, left: float, top: float) -> None:
    when.put_top(left, top)
    what.put_top(left, top - when.ink_height - _PAD)
