"""Rectangles of pixels: which parts of a picture changed."""

import functools
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_TILE: Final = 16
_NARROW: Final = 3
_FEW: Final = 12


class Rect(NamedTuple):
    """Pixels from (x0, y0) up to but not including (x1, y1)."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        return max(self.width, 0) * max(self.height, 0)

    def grown(self, margin: int) -> "Rect":
        return Rect(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def meets(self, other: "Rect") -> bool:
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )


def union(one: Rect, other: Rect) -> Rect:
    return Rect(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
    )


def within(rect: Rect, bounds: Rect) -> Rect:
    return Rect(
        max(rect.x0, bounds.x0),
        max(rect.y0, bounds.y0),
        min(rect.x1, bounds.x1),
        min(rect.y1, bounds.y1),
    )


def merged(rects: Iterable[Rect], bounds: Rect) -> list[Rect]:
    """A few disjoint rectangles, on macroblock edges, that cover all of these in bounds.

    Such edges make sizes repeat, and keep chroma samples whole. The plane is cut
    wherever an empty strip of tiles runs through it.
    """
    columns, rows = -(-bounds.x1 // _TILE), -(-bounds.y1 // _TILE)
    touched = np.zeros((rows, columns), np.bool_)
    for x0, y0, x1, y1 in rects:
        touched[
            max(y0 // _TILE, 0) : max(-(-y1 // _TILE), 0),
            max(x0 // _TILE, 0) : max(-(-x1 // _TILE), 0),
        ] = True
    cuts = [
        Rect(left * _TILE, top * _TILE, right * _TILE, bottom * _TILE)
        for top, bottom in _runs(np.logical_or.reduce(touched, axis=1))
        for left, right in _runs(np.logical_or.reduce(touched[top:bottom], axis=0))
    ]
    tight = [within(_tightened(cut, touched), bounds) for cut in cuts]
    return tight if len(tight) <= _FEW else [functools.reduce(union, tight)]


def _runs(touched: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where stretches of touched tiles begin and end; a narrow gap is no end."""
    places = np.flatnonzero(touched)
    if not places.size:
        return []
    ends = np.flatnonzero(np.diff(places) > _NARROW)
    begins = places[np.concatenate([[0], ends + 1])]
    return list(zip(begins.tolist(), (places[np.append(ends, -1)] + 1).tolist(), strict=True))


def _tightened(cut: Rect, touched: NDArray[np.bool_]) -> Rect:
    """The cut without its untouched rows at top and bottom."""
    top, left = cut.y0 // _TILE, cut.x0 // _TILE
    part = touched[top : cut.y1 // _TILE, left : cut.x1 // _TILE]
    filled = np.flatnonzero(part.any(1))
    return cut._replace(y0=(top + int(filled[0])) * _TILE, y1=(top + int(filled[-1]) + 1) * _TILE)


def unlike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> list[Rect]:
    """The rectangle, if any, outside of which the pictures are the same."""
    differ = (one.view(np.uint32) != other.view(np.uint32))[:, :, 0]
    rows, columns = np.flatnonzero(differ.any(axis=1)), np.flatnonzero(differ.any(axis=0))
    if not rows.size:
        return []
    return [Rect(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)]
