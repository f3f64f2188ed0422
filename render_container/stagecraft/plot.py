"""A plot: axes, curves drawn one by one, and a marker that slides along them."""

import math
from typing import Final

import numpy as np
from manim import LEFT, Animation, Line, VGroup, VMobject

from stagecraft.component import Component
from stagecraft.curves import Curve, Frame, Function, Marker, Slide, spelled, trace
from stagecraft.lettering import FLOOR, SMALL, Words, fit, width_of
from stagecraft.motion import Appear, Beat, Draw, Tween, Vanish
from stagecraft.stage import PX, Area

_BELOW: Final = 70 * PX
_LEGEND: Final = 56 * PX
_TICK: Final = 8 * PX


class Plot(Component):
    """Beat 0 is the axes; `draw` adds a curve, `mark` moves a dot to an x on one of them."""

    def __init__(
        self,
        x_label: str,
        y_label: str,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
    ) -> None:
        super().__init__()
        _check("x", x_range)
        _check("y", y_range)
        self.curves: list[Curve] = []
        self.marker: Marker | None = None
        y_ticks = _ticks(*y_range)
        y_numbers = [Words(spelled(y), FLOOR, self.palette.muted) for y in y_ticks]
        gutter = max((w.ink_width for w in y_numbers), default=0.0) + _TICK + 14 * PX
        area = self.area
        place = Area(
            area.left + gutter, area.right - 20 * PX, area.bottom + _BELOW, area.top - _LEGEND
        )
        self.frame = Frame(place, x_range, y_range)
        self.lines = self._axes(_ticks(*x_range), y_ticks)
        self.numbers = self._number(_ticks(*x_range), y_ticks, y_numbers)
        self.labels = self._axis_labels(x_label, y_label)
        self.legend_left = (
            self.labels[1].get_right()[0] + 50 * PX if y_label.strip() else place.left
        )
        self.legend_row = 0
        self.add(self.lines, self.numbers, *self.labels)

    def entrance(self) -> Animation:
        grid, x_axis, y_axis = self.lines
        return Beat(
            self,
            [
                Draw(x_axis, span=(0, 0.8)),
                Draw(y_axis, span=(0, 0.8)),
                Appear(grid, span=(0.2, 1)),
                Appear(self.numbers, span=(0.2, 1)),
                *(Appear(label, span=(0.4, 1)) for label in self.labels),
            ],
        )

    def draw(self, function: Function, label: str = "") -> Animation:
        """Draw a curve from left to right, where it is defined and within the axes."""
        color = self.palette.series[len(self.curves) % len(self.palette.series)]
        stroke = VMobject(stroke_color=color, stroke_width=5, fill_opacity=0)
        trace(stroke, function, self.frame)
        self.curves.append(Curve(function, stroke, color))
        key = self._key(label, color)
        tweens = [Draw(stroke), Appear(key, 0.15 * LEFT, span=(0, 0.6))]
        return Beat(self, tweens, entering=[stroke, key], run_time=1.1)

    def mark(self, curve_index: int, x: float, tangent: bool = False) -> Animation:
        """Put the marker on a curve, or slide it there."""
        curve = self.curves[curve_index]
        if self.marker is None:
            self.marker = Marker(self.frame, self.curves, curve, float(x))
            return self._place_marker(self.marker, tangent)
        marker, gone = self.marker, self.marker.label
        fresh = marker.aim(curve, float(x))
        tweens: list[Animation] = [
            Slide(marker, curve, float(x), span=(0, 0.85)),
            Tween(marker.guides),
            Tween(marker.tangent),
            Vanish(gone, span=(0, 0.25)),
            Appear(fresh, span=(0.75, 1)),
        ]
        entering: list[VMobject] = [fresh]
        if tangent and marker.tangent not in self.submobjects:
            entering.insert(0, marker.tangent)
        return Beat(self, tweens, entering=entering, leaving=[gone], run_time=1.0)

    def _place_marker(self, marker: Marker, tangent: bool) -> Animation:
        parts: list[VMobject] = [marker.guides, marker.dot, marker.label]
        if tangent:
            parts.insert(0, marker.tangent)
        return Beat(self, [Appear(part) for part in parts], entering=parts, run_time=0.6)

    def _axes(self, xs: list[float], ys: list[float]) -> VGroup:
        place, theme = self.frame.place, self.palette
        rulings = VMobject(stroke_color=theme.edge, stroke_width=1, stroke_opacity=0.35)
        for y in ys:
            _stroke(rulings, (place.left, self.frame.y(y)), (place.right, self.frame.y(y)))
        for x in xs:
            _stroke(rulings, (self.frame.x(x), place.bottom), (self.frame.x(x), place.top))
        base, side = self._crossing()
        style = {"stroke_color": theme.secondary, "stroke_width": 3.0}
        x_axis = Line((place.left, base, 0), (place.right, base, 0), **style)
        y_axis = Line((side, place.bottom, 0), (side, place.top, 0), **style)
        return VGroup(rulings, x_axis, y_axis)

    def _crossing(self) -> tuple[float, float]:
        """The axes cross at zero, or at the edge nearest to it."""
        (x0, x1), (y0, y1) = self.frame.x_range, self.frame.y_range
        return self.frame.y(min(max(0.0, y0), y1)), self.frame.x(min(max(0.0, x0), x1))

    def _number(self, xs: list[float], ys: list[float], y_numbers: list[Words]) -> VGroup:
        place = self.frame.place
        below = [
            Words(spelled(x), FLOOR, self.palette.muted).put(
                self.frame.x(x), place.bottom - 20 * PX, "center"
            )
            for x in xs
        ]
        for y, words in zip(ys, y_numbers, strict=True):
            words.put(place.left - 12 * PX, self.frame.y(y), "right")
        return VGroup(*below, *y_numbers)

    def _axis_labels(self, x_label: str, y_label: str) -> tuple[Words, Words]:
        place, area, theme = self.frame.place, self.area, self.palette
        below = fit(x_label, place.width, 30 * PX, SMALL, color=theme.primary)
        above = fit(y_label, area.width * 0.34, 30 * PX, SMALL, color=theme.primary)
        return (
            below.put(place.right, area.bottom + 13 * PX, "right"),
            above.put(area.left, area.top - 12 * PX),
        )

    def _key(self, label: str, color: str) -> VGroup:
        """A swatch and its label, after the ones already there."""
        y, swatch = self.area.top - 12 * PX, 34 * PX
        if not label.strip():
            return VGroup()
        widest = min(width_of(label, SMALL), 300 * PX)
        if self.legend_left + swatch + 12 * PX + widest > self.area.right:
            self.legend_left, self.legend_row = self.frame.place.left + 20 * PX, self.legend_row + 1
        left, y = self.legend_left, y - self.legend_row * 44 * PX
        words = fit(label, widest + 1 * PX, 30 * PX, SMALL, color=color)
        line = Line((left, y, 0), (left + swatch, y, 0), stroke_color=color, stroke_width=5)
        words.put(left + swatch + 12 * PX, y)
        self.legend_left = left + swatch + 12 * PX + words.ink_width + 40 * PX
        return VGroup(line, words)


def _check(name: str, bounds: tuple[float, float]) -> None:
    if not bounds[0] < bounds[1]:
        raise ValueError(f"{name}_range {bounds} does not rise")


def _stroke(lines: VMobject, a: tuple[float, float], b: tuple[float, float]) -> None:
    lines.start_new_path(np.array([*a, 0.0]))
    lines.add_line_to(np.array([*b, 0.0]))


def _ticks(low: float, high: float) -> list[float]:
    """About five round numbers between the two."""
    raw = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]
