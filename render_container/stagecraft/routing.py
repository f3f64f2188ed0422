"""How the arrows of a diagram run, and where their labels stand."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stagecraft.stage import PX, Area, Point

Mask = NDArray[np.bool_]

_CLEAR: Final = 7 * PX
_SAMPLES: Final = 48
_SHORTEST: Final = 4
_BULGES: Final = (0.0, 0.16, -0.16, 0.3, -0.3, 0.48, -0.48, 0.7, -0.7, 1.0, -1.0)
_DETOUR: Final = 0.8
_COMPASS: Final = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])


def route(  # noqa: PLR0913
    source: Area, target: Area, others: Sequence[Area], bounds: Area, before: Sequence[Point],
    *, paired: bool = False, square: int | None = None,
) -> Point:  # fmt: skip
    """The plainest way between two boxes that crosses neither the others nor older arrows.

    A paired one must bend, to leave room for the arrow back; one that is square to an axis likes
    to run from the middle of a side to the middle of the facing one.
    """
    if source == target:
        return _loop(source, bounds)
    bulges = _BULGES[1:] if paired else _BULGES
    arcs = [path for path in (_arc(source, target, b) for b in bulges) if len(path) > _SHORTEST]
    axes = (0, 1) if square is None else (square,)
    sides = [] if paired else _between_sides(source, target, axes)
    clear = [path for path in sides if _cost(path, others, bounds, ()) < _DETOUR]
    if square is not None and clear:
        return clear[0]
    costs = [_cost(path, others, bounds, before) for path in arcs]
    costs += [_cost(path, others, bounds, before) + _DETOUR for path in sides]
    paths = [*arcs, *sides] or [_direct(source, target)]
    return paths[int(np.argmin(costs))] if costs else paths[0]


def _between_sides(source: Area, target: Area, axes: tuple[int, ...]) -> list[Point]:
    """From the middle of a side to the middle of the facing one, leaving and arriving squarely."""
    paths = []
    for axis in axes:
        away = np.sign(target.center[axis] - source.center[axis])
        square = np.eye(2)[axis] * away
        half = np.array([source.width, source.height]) / 2 + _CLEAR
        other = np.array([target.width, target.height]) / 2 + _CLEAR
        a = source.center[:2] + square * half
        b = target.center[:2] - square * other
        reach = float((b - a) @ square)
        if reach > 30 * PX:
            paths.append(_cubic(a, a + square * reach * 0.45, b - square * reach * 0.45, b))
    return paths


def _cubic(a: Point, b: Point, c: Point, d: Point) -> Point:
    t = np.linspace(0, 1, _SAMPLES)[:, None]
    path: Point = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
    return path


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


def _loop(box: Area, bounds: Area) -> Point:
    """Out of the top and back in, or below when there is no room above."""
    radius = 24 * PX
    up = 1 if box.top + 2 * radius <= bounds.top else -1
    edge = box.top if up > 0 else box.bottom
    angle = np.linspace(np.pi * 1.25, -np.pi * 0.25, _SAMPLES)
    center = np.array([box.right - 2.2 * radius, edge + up * (radius * 0.71 + _CLEAR)])
    circle: Point = center + radius * np.stack([np.cos(angle), up * np.sin(angle)], axis=1)
    return circle


def _within(points: Point, box: Area, gap: float) -> Mask:
    x, y = points[:, 0], points[:, 1]
    result: Mask = (
        (box.left - gap < x) & (x < box.right + gap) & (box.bottom - gap < y) & (y < box.top + gap)
    )
    return result


def _cost(path: Point, others: Iterable[Area], bounds: Area, before: Iterable[Point]) -> float:
    hits = sum(float(_within(path, other, 10 * PX).sum()) for other in others)
    out = float((~_within(path, bounds, 0.0)).sum())
    crossings = sum(_crossings(path, other) for other in before)
    span = np.linalg.norm(path[-1] - path[0])
    length = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    cramped = 3.0 if length < 24 * PX else 0.0
    return hits * 8 + out * 8 + crossings * 6 + float(length - span) * 2 + cramped


def _crossings(path: Point, other: Point) -> float:
    """How many of the path's points, not counting its ends, come close to another arrow."""
    fifth = len(path) // 5
    inner = path[fifth:-fifth] if fifth else path
    gaps = np.linalg.norm(inner[:, None, :] - other[None, :, :], axis=2).min(axis=1)
    return float((gaps < 9 * PX).sum())


def label_place(  # noqa: PLR0913, PLR0917
    path: Point, sizes: Sequence[tuple[float, float]], boxes: Sequence[Area],
    labels: Sequence[Area], paths: Sequence[Point], bounds: Area,
) -> tuple[int, Area]:  # fmt: skip
    """Which setting of the label to take, and where, so that it touches nothing."""
    best: tuple[float, int, Area] | None = None
    shares, reaches = (0.5, 0.4, 0.6, 0.28, 0.72), (9, 16, 28, 44, 64, 90)
    for (i, size), share, reach, way in product(enumerate(sizes), shares, reaches, range(6)):
        area = _beside(path, share, reach * PX, way, size)
        cost = i * 1.5 + abs(share - 0.5) * 12 + reach * 0.14
        cost += 40 * sum(area.meets(box, 6 * PX) for box in boxes)
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


def _beside(path: Point, share: float, reach: float, way: int, size: tuple[float, float]) -> Area:
    """Next to a point of the path: square to it on either side, or right, left, above, below."""
    i = min(max(round(share * (len(path) - 1)), 1), len(path) - 2)
    along = path[i + 1] - path[i - 1]
    normal = np.array([-along[1], along[0]]) / (np.linalg.norm(along) or 1.0)
    side = (normal, -normal, *_COMPASS)[way]
    away = reach + abs(side[0]) * size[0] / 2 + abs(side[1]) * size[1] / 2
    x, y = path[i] + side * away
    return Area.around(float(x), float(y), *size)
