"""Boxes and paths in scene units."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CURVE: Final = 4
"""Points of a cubic Bézier curve."""

_STEPS: Final = 6
_STRAIGHT: Final = 0.001


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.bottom + self.top) / 2

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def common(self, other: "Box") -> "Box":
        """Of negative width or height, if they do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, x: float, y: float) -> "Box":
        return Box(self.left - x, self.bottom - y, self.right + x, self.top + y)

    def moved(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.bottom < y < self.top

    def of(self, points: Floats) -> NDArray[np.bool_]:
        """Which of these points it holds."""
        x, y = points[:, 0], points[:, 1]
        inside: NDArray[np.bool_] = (
            (x > self.left) & (x < self.right) & (y > self.bottom) & (y < self.top)
        )
        return inside


def boxes(arrays: list[Floats]) -> Floats:
    """Left, bottom, right and top of each array of points, none of them empty."""
    starts = np.cumsum([0, *(len(each) for each in arrays[:-1])])
    points = np.concatenate(arrays)[:, :2]
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return np.hstack([low, high])


def joined(parts: list[Box]) -> Box:
    sides = np.array(parts)
    low, high = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
    return Box(*low.tolist(), *high.tolist())


def edges(points: Floats) -> tuple[Floats, Floats]:
    """Starts and ends of short straight pieces of a path of cubic curves."""
    curves = points[: len(points) // _CURVE * _CURVE, :2].reshape(-1, _CURVE, 2)
    if _is_straight(curves):
        return curves[:, 0], curves[:, 3]
    t = np.linspace(0, 1, _STEPS + 1)[:, None, None]
    a, b, c, d = (curves[:, place] for place in range(_CURVE))
    u = 1 - t
    along = u**3 * a + 3 * u**2 * t * b + 3 * u * t**2 * c + t**3 * d
    return along[:-1].reshape(-1, 2), along[1:].reshape(-1, 2)


def _is_straight(curves: Floats) -> bool:
    chord = curves[:, 3] - curves[:, 0]
    bent = [
        np.abs(chord[:, 0] * way[:, 1] - chord[:, 1] * way[:, 0]).max(initial=0.0)
        for way in (curves[:, 1] - curves[:, 0], curves[:, 2] - curves[:, 0])
    ]
    return bool(max(bent) < _STRAIGHT)


def inside(points: Floats, path: Floats) -> NDArray[np.bool_]:
    """Which points the path encloses, crossing by crossing."""
    starts, ends = edges(path)
    if len(starts) and not np.allclose(ends[-1], starts[0]):
        starts, ends = np.vstack([starts, ends[-1]]), np.vstack([ends, starts[0]])
    x, y = points[:, 0, None], points[:, 1, None]
    (x0, y0), (x1, y1) = starts.T, ends.T
    spans = (y0 > y) != (y1 > y)
    rise = np.where(y1 == y0, 1.0, y1 - y0)
    crossed = spans & (x < x0 + (y - y0) / rise * (x1 - x0))
    odd: NDArray[np.bool_] = crossed.sum(axis=1) % 2 == 1
    return odd


class Crossing(NamedTuple):
    """What of a path lies in a box."""

    length: float
    starts: Floats
    ends: Floats


def crossing(starts: Floats, ends: Floats, box: Box) -> Crossing:
    """The pieces of a path that lie in the box, cut to it."""
    way = ends - starts
    low, high = np.zeros(len(way)), np.ones(len(way))
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis, (least, most) in enumerate(((box.left, box.right), (box.bottom, box.top))):
            one = (least - starts[:, axis]) / way[:, axis]
            two = (most - starts[:, axis]) / way[:, axis]
            still = way[:, axis] == 0
            out = still & ((starts[:, axis] < least) | (starts[:, axis] > most))
            low = np.where(still, low, np.maximum(low, np.minimum(one, two)))
            high = np.where(still, high, np.minimum(high, np.maximum(one, two)))
            high = np.where(out, -1.0, high)
    kept = high > low
    near, far = low[kept, None], high[kept, None]
    first, last = starts[kept] + way[kept] * near, starts[kept] + way[kept] * far
    return Crossing(float(np.linalg.norm(last - first, axis=1).sum()), first, last)
