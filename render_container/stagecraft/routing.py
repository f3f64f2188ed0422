"""How the arrows of a diagram run, and where their labels stand."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from stagecraft.stage import PX, Area, Point

_CLEAR: Final = 7 * PX
_SAMPLES: Final = 48
_BULGES: Final = (0.0, 0.16, -0.16, 0.3, -0.3, 0.48, -0.48, 0.7, -0.7, 1.0, -1.0)


class Route(NamedTuple):
    path: Point
    """Points along the arrow, from the source's border to the target's."""


def route(
    source: Area, target: Area, others: Sequence[Area], bounds: Area, before: Sequence[Point],
    *, paired: bool = False,
) -> Point:  # fmt: skip
    """The plainest way between two boxes that crosses neither the others nor older arrows."""
    if source == target:
        return _loop(source)
    bulges = _BULGES[1:] if paired else _BULGES
    candidates = [_arc(source, target, bulge) for bulge in bulges]
    usable = [path for path in candidates if len(path) > 4] or [_direct(source, target)]
    return min(usable, key=lambda path: _cost(path, others, bounds, before))


def _arc(source: Area, target: Area, bulge: float) -> Point:
    a, b = source.center[:2], target.center[:2]
    along = b - a
    aside = np.array([-along[1], along[0]])
    control = (a + b) / 2 + aside * bulge
    t = np.linspace(0, 1, _SAMPLES)[:, None]
    path = (1 - t) ** 2 * a + 2 * t * (1 - t) * control + t**2 * b
    outside = ~(_within(path, source, _CLEAR) | _within(path, target, _CLEAR))
    if not outside.any():
        return np.zeros((0, 2))
    first, last = int(np.argmax(outside)), len(path) - int(np.argmax(outside[::-1]))
    start = _border(path[max(first - 1, 0)], path[first], source)
    end = _border(path[min(last, len(path) - 1)], path[last - 1], target)
    return np.vstack([start, path[first:last], end])


def _border(inside: Point, outside: Point, box: Area) -> Point:
    """Where the way out of a box passes its clearance."""
    low, high = 0.0, 1.0
    for _ in range(16):
        middle = (low + high) / 2
        point = inside + (outside - inside) * middle
        if _within(point[None, :], box, _CLEAR)[0]:
            low = middle
        else:
            high = middle
    result: Point = inside + (outside - inside) * high
    return result


def _direct(source: Area, target: Area) -> Point:
    t = np.linspace(0, 1, 8)[:, None]
    result: Point = source.center[:2] * (1 - t) + target.center[:2] * t
    return result


def _loop(box: Area) -> Point:
    """Out of the top and back in at the right."""
    angle = np.linspace(np.pi * 0.98, -np.pi * 0.48, _SAMPLES)
    radius = 26 * PX
    center = np.array([box.right - radius * 0.2, box.top + radius * 0.2])
    circle = center + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    result: Point = circle[~_within(circle, box, _CLEAR / 2)]
    return result


def _within(points: Point, box: Area, gap: float) -> Point:
    x, y = points[:, 0], points[:, 1]
    result: Point = (
        (box.left - gap < x) & (x < box.right + gap) & (box.bottom - gap < y) & (y < box.top + gap)
    )
    return result


def _cost(path: Point, others: Iterable[Area], bounds: Area, before: Iterable[Point]) -> float:
    hits = sum(float(_within(path, other, 10 * PX).sum()) for other in others)
    out = float((~_within(path, bounds, 0.0)).sum())
    crossings = sum(_crossings(path, other) for other in before)
    span = np.linalg.norm(path[-1] - path[0])
    length = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    return hits * 8 + out * 8 + crossings * 6 + float(length - span) * 2 + 3.0 * (length < 24 * PX)


def _crossings(path: Point, other: Point) -> float:
    """How many of the path's points come close to another arrow."""
    gaps = np.linalg.norm(path[:, None, :] - other[None, :, :], axis=2).min(axis=1)
    return float((gaps < 9 * PX).sum())


def label_place(
    path: Point, sizes: Sequence[tuple[float, float]], boxes: Sequence[Area],
    labels: Sequence[Area], paths: Sequence[Point], bounds: Area,
) -> tuple[int, Area]:  # fmt: skip
    """Which setting of the label to take, and where, so that it touches nothing."""
    best: tuple[float, int, Area] | None = None
    shares, reaches = (0.5, 0.4, 0.6, 0.28, 0.72), (10, 18, 30, 46, 66, 90)
    for (i, size), share, reach, side in product(enumerate(sizes), shares, reaches, (1, -1)):
        area = _beside(path, share, reach * PX, side, size)
        cost = i * 1.5 + abs(share - 0.5) * 3 + reach * 0.12
        cost += 40 * sum(area.meets(box, 5 * PX) for box in boxes)
        cost += 40 * sum(area.meets(label, 6 * PX) for label in labels)
        cost += 4 * sum(float(_within(p, area, 5 * PX).sum()) for p in paths)
        cost += 60 * (not _inside(area, bounds))
        if best is None or cost < best[0]:
            best = cost, i, area
    assert best is not None
    return best[1], best[2]


def _inside(area: Area, bounds: Area) -> bool:
    return (
        bounds.left <= area.left and area.right <= bounds.right
        and bounds.bottom <= area.bottom and area.top <= bounds.top
    )  # fmt: skip


def _beside(path: Point, share: float, reach: float, side: int, size: tuple[float, float]) -> Area:
    i = min(max(round(share * (len(path) - 1)), 1), len(path) - 2)
    along = path[i + 1] - path[i - 1]
    normal = np.array([-along[1], along[0]]) * side / (np.linalg.norm(along) or 1.0)
    away = reach + abs(normal[0]) * size[0] / 2 + abs(normal[1]) * size[1] / 2
    x, y = path[i] + normal * away
    return Area.around(float(x), float(y), *size)
