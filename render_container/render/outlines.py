"""The outlines of many shapes at once, ready to be handed to cairo curve by curve."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import cairo
import numpy as np
from numpy.typing import NDArray

_POINTS_PER_CURVE: Final = 4
_RELATIVE: Final = 1e-5
_ABSOLUTE: Final = 1e-6
_NO_RIGHT_ANGLE: Final = 0.09


class Outline(NamedTuple):
    """Bézier curves (x0 y0 ... x3 y3), and for each whether it begins or closes a figure."""

    curves: list[list[float]]
    begins: list[bool]
    closes: list[bool]

    def trace(self, context: "cairo.Context[Any]") -> None:
        move_to, curve_to, close = context.move_to, context.curve_to, context.close_path
        for (x0, y0, *rest), begins, closes in zip(*self, strict=True):
            if begins:
                move_to(x0, y0)
            curve_to(*rest)
            if closes:
                close()


def outlines(shapes: Sequence[NDArray[np.float64]]) -> list[Outline]:
    """Outlines of shapes given by their points, of which there are four per curve."""
    counts = [len(points) // _POINTS_PER_CURVE for points in shapes]
    curves = np.concatenate(
        [
            points[: count * _POINTS_PER_CURVE, :2]
            for points, count in zip(shapes, counts, strict=True)
        ]
    ).reshape(-1, 2 * _POINTS_PER_CURVE)
    edges = np.cumsum([0, *counts])
    begins = np.ones(len(curves), np.bool_)
    begins[1:] = ~_near(curves[:-1, 6:], curves[1:, :2])
    begins[edges[:-1]] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(curves)) - 1
    closes = np.zeros(len(curves), np.bool_)
    closes[lasts] = _near(curves[firsts, :2], curves[lasts, 6:])
    rows, starting, closing = curves.tolist(), begins.tolist(), closes.tolist()
    return [
        Outline(rows[low:high], starting[low:high], closing[low:high])
        for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]


def _near(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Manim's idea of the same place."""
    close = np.abs(one - other) <= _ABSOLUTE + _RELATIVE * np.abs(other)
    return np.logical_and(close[:, 0], close[:, 1])


def has_sharp_corner(points: NDArray[np.float64], across: float, down: float) -> bool:
    """Whether a mitred line through these, of so many pixels a unit, reaches further at a corner
    than a right angle does.

    Handles shorter than a pixel count as sharp, as cairo rounds places and with them their
    directions; so does a figure whose ends only nearly meet, as a tiny line closes it.
    """
    count = len(points) // _POINTS_PER_CURVE
    curves = points[: count * _POINTS_PER_CURVE, :2].reshape(count, _POINTS_PER_CURVE, 2)
    begins = np.ones(count, np.bool_)
    begins[1:] = ~_near(curves[:-1, 3], curves[1:, 0])
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], count) - 1
    following = np.arange(1, count + 1)
    following[lasts] = firsts
    closes = _near(curves[firsts, 0], curves[lasts, 3])
    joined = np.ones(count, np.bool_)
    joined[lasts] = closes
    if (curves[firsts, 0] != curves[lasts, 3])[closes].any():
        return True
    arriving = ((curves[:, 3] - curves[:, 2]) * (across, down))[joined]
    leaving = ((curves[:, 1] - curves[:, 0]) * (across, down))[following[joined]]
    lengths = [
        np.sqrt(each[:, 0] * each[:, 0] + each[:, 1] * each[:, 1]) for each in (arriving, leaving)
    ]
    along = arriving[:, 0] * leaving[:, 0] + arriving[:, 1] * leaving[:, 1]
    long = (lengths[0] >= 1) & (lengths[1] >= 1)
    return bool((~long | (-along > _NO_RIGHT_ANGLE * (lengths[0] * lengths[1]))).any())
