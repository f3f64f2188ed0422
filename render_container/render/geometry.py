"""Rectangles of pixels: which parts of a picture changed."""

from collections.abc import Iterable
from typing import Final, NamedTuple

_GRID: Final = 16
_FEW: Final = 6


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


def _snapped(rect: Rect) -> Rect:
    """Outwards to macroblock edges: the sizes repeat, and chroma samples stay whole."""
    return Rect(
        rect.x0 // _GRID * _GRID,
        rect.y0 // _GRID * _GRID,
        -(-rect.x1 // _GRID) * _GRID,
        -(-rect.y1 // _GRID) * _GRID,
    )


def merged(rects: Iterable[Rect], bounds: Rect) -> list[Rect]:
    """A few disjoint rectangles that cover all of these, inside the bounds."""
    result: list[Rect] = []
    for rect in set(rects):
        grown = within(_snapped(rect), bounds)
        if not grown.area:
            continue
        _absorb(result, grown)
    while len(result) > _FEW:
        _absorb(result, union(result.pop(), result.pop()))
    return result


def _absorb(result: list[Rect], rect: Rect) -> None:
    """Add a rectangle, swallowing those it meets or would rather be one with."""
    position = 0
    while position < len(result):
        other = result[position]
        both = union(rect, other)
        if rect.meets(other) or both.area <= (rect.area + other.area) * 1.2:
            rect = both
            del result[position]
            position = 0
        else:
            position += 1
    result.append(rect)
