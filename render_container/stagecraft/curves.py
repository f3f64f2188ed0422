"""Curves inside a pair of axes, and the marker that slides along them."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from manim import Circle, VMobject

from stagecraft.lettering import SMALL, Words
from stagecraft.motion import Tween
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX, Area, Point, stage

Function = Callable[[float], float]

_SAMPLES: Final = 320
_NEARBY: Final = (1.25, 2.2)
_NOTHING: Final = 1e-12


@dataclass(frozen=True)
class Frame:
    """Where values fall on the stage."""

    place: Area
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.x_range
        return self.place.left + (value - low) / (high - low) * self.place.width

    def y(self, value: float) -> float:
        low, high = self.y_range
        return self.place.bottom + (value - low) / (high - low) * self.place.height

    def point(self, x: float, y: float) -> Point:
        return np.array([self.x(x), self.y(y), 0.0])

    def holds(self, y: float) -> bool:
        return self.y_range[0] <= y <= self.y_range[1]

    def clamp(self, y: float) -> float:
        return min(max(y, self.y_range[0]), self.y_range[1])


@dataclass(frozen=True)
class Curve:
    function: Function
    stroke: VMobject
    color: str

    def at(self, x: float) -> float:
        """The value, or nan where the function has none."""
        return value_of(self.function, x)


def value_of(function: Function, x: float) -> float:
    try:
        with np.errstate(all="ignore"):
            y = function(x)
    except (ArithmeticError, ValueError):
        return math.nan
    return math.nan if isinstance(y, complex) or not math.isfinite(y) else float(y)


def trace(stroke: VMobject, function: Function, frame: Frame) -> None:
    """Add the curve's visible runs to a stroke."""
    for run in _runs(function, frame):
        stroke.start_new_path(run[0])
        stroke.add_points_as_corners(run[1:])


def _runs(function: Function, frame: Frame) -> list[list[Point]]:
    """Cut where it leaves the axes, has no value, or leaps."""
    runs: list[list[Point]] = [[]]
    before: tuple[float, float] | None = None
    leap = frame.y_range[1] - frame.y_range[0]
    for x in np.linspace(*frame.x_range, _SAMPLES):
        here = (float(x), value_of(function, float(x)))
        if before is not None and abs(here[1] - before[1]) < leap:
            _extend(runs, before, here, frame)
        else:
            runs.append([])
        before = None if math.isnan(here[1]) else here
    return [run for run in runs if len(run) > 1]


def _extend(
    runs: list[list[Point]], a: tuple[float, float], b: tuple[float, float], frame: Frame
) -> None:
    if not frame.holds(a[1]) and not frame.holds(b[1]):
        runs.append([])
        return
    start, end = _cut(a, b, frame), _cut(b, a, frame)
    if not runs[-1]:
        runs[-1].append(frame.point(*start))
    runs[-1].append(frame.point(*end))
    if not frame.holds(b[1]):
        runs.append([])


def _cut(a: tuple[float, float], b: tuple[float, float], frame: Frame) -> tuple[float, float]:
    """`a`, or where the line from it to `b` enters the axes."""
    if frame.holds(a[1]):
        return a
    y = frame.clamp(a[1])
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


class Marker:
    """A dot on a curve, with guides to both axes, its coordinates and maybe a tangent."""

    def __init__(self, frame: Frame, curves: list[Curve], curve: Curve, x: float) -> None:
        theme = stage().theme
        self.frame, self.curves, self.curve, self.x = frame, curves, curve, x
        self.dot = Circle(
            radius=9 * PX,
            fill_color=theme.accent,
            fill_opacity=1,
            stroke_color=theme.background,
            stroke_width=3,
        )
        self.guides = VMobject(stroke_color=theme.accent, stroke_width=2, stroke_opacity=0.7)
        self.tangent = VMobject(stroke_color=theme.primary, stroke_width=4, stroke_opacity=0.9)
        self.label = self._label(x)
        self.move(x)

    @property
    def height(self) -> float:
        y = self.curve.at(self.x)
        return self.frame.clamp(self.frame.y_range[0] if math.isnan(y) else y)

    def move(self, x: float) -> None:
        """Stand at x on the curve."""
        self.x = x
        center = self.frame.point(x, self.height)
        self.dot.move_to(center)
        place = self.frame.place
        self.guides.set_points_as_corners(
            [(place.left, center[1], 0), center, (center[0], place.bottom, 0)]
        )
        self.tangent.set_points_as_corners(self._touching(center))

    def aim(self, curve: Curve, x: float) -> Words:
        """Name the point it is about to stand on."""
        here, was = self.x, self.curve
        self.curve, self.x = curve, x
        self.label = self._label(x)
        self.x, self.curve = here, was
        return self.label

    def _label(self, x: float) -> Words:
        y = self.curve.at(x)
        text = f"({spelled(x, 3)}, {'undefined' if math.isnan(y) else spelled(y, 3)})"
        words = Words(text, SMALL, stage().theme.accent, face=SEMIBOLD)
        self.x = x
        self._settle(words)
        return words

    def _settle(self, words: Words) -> None:
        """Beside the dot, inside the axes, and off the curve and the guides."""
        place, (x, y, _) = self.frame.place, self.frame.point(self.x, self.height)
        wide, tall = words.ink_width, 26 * PX
        spots = [
            (x + side * (wide / 2 + reach * PX), y + lift * PX)
            for reach in (22, 50, 110, 180)
            for lift in (28, -28, 52, -52, 80, -80, 130, -130)
            for side in (1, -1)
        ]
        ink = np.concatenate([curve.stroke.points[::2, :2] for curve in self.curves])
        corner = np.array([[place.left, y], [x, y], [x, place.bottom]])

        def crowding(spot: tuple[float, float]) -> float:
            area = Area.around(*spot, wide + 12 * PX, tall + 12 * PX)
            off = abs(ink - spot) / (area.width / 2, area.height / 2)
            inside = (off < 1).all(axis=1).sum() + 0.3 * (off < _NEARBY).all(axis=1).sum()
            outside = not (
                place.left <= area.left and area.right <= place.right
                and place.bottom <= area.bottom and area.top <= place.top
            )  # fmt: skip
            lines = _meets_guides(area, corner) + _meets_axes(area, self.frame)
            far = float(np.linalg.norm(np.subtract(spot, (x, y)))) / PX
            return float(inside) * 4 + 500.0 * outside + 30.0 * lines + far * 0.15

        words.put(*min(spots, key=crowding), "center")

    def _touching(self, center: Point) -> tuple[Point, Point]:
        """A piece of the tangent, as the eye sees its slope."""
        low, high = self.frame.x_range
        step = (high - low) * 1e-4
        rise = self.curve.at(self.x + step) - self.curve.at(self.x - step)
        slope = 0.0 if math.isnan(rise) else rise / (2 * step)
        along = self.frame.point(self.x + 1, slope) - self.frame.point(self.x, 0.0)
        reach = along / np.linalg.norm(along) * 150 * PX
        return self._inside(center, -reach), self._inside(center, reach)

    def _inside(self, center: Point, reach: Point) -> Point:
        """As far as the reach goes without leaving the axes."""
        place, share = self.frame.place, 1.0
        for axis, (low, high) in enumerate(((place.left, place.right), (place.bottom, place.top))):
            if reach[axis]:
                limit = high if reach[axis] > 0 else low
                share = min(share, (limit - center[axis]) / reach[axis])
        return center + reach * max(share, 0.0)


def _meets_guides(area: Area, corner: Point) -> bool:
    (left, y), (x, _), (_, bottom) = corner
    across = area.bottom < y < area.top and area.left < x and left < area.right
    down = area.left < x < area.right and area.bottom < y and bottom < area.top
    return bool(across or down)


def _meets_axes(area: Area, frame: Frame) -> bool:
    return area.bottom < frame.y(0) < area.top or area.left < frame.x(0) < area.right


class Slide(Tween):
    """The marker runs along its curve to another x, or hops to another curve first."""

    def __init__(self, marker: Marker, curve: Curve, x: float, **timing: Any) -> None:
        super().__init__(marker.dot, **timing)
        self.marker, self.curve, self.goal, self.start = marker, curve, x, marker.x

    def record(self) -> None:
        self.start = self.marker.x
        self.marker.curve = self.curve

    def at(self, share: float) -> None:
        self.marker.move(self.start + (self.goal - self.start) * share)


def spelled(value: float, digits: int = 6) -> str:
    """A number as people write it: 0.5, \N{MINUS SIGN}3, 20k, 1.5M."""
    rounded = 0.0 if abs(value) < _NOTHING else value
    steps = ((1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k"), (0.0, 1.0, ""))
    _, unit, suffix = next(step for step in steps if abs(rounded) >= step[0])
    shown = rounded / unit
    digits = max(digits, len(f"{abs(shown):.0f}"))
    return f"{shown:.{digits}g}{suffix}".replace("-", "\N{MINUS SIGN}")
