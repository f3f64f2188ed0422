"""Outlines of glyphs: the same letters come again and again, at other places."""

import math
from collections import OrderedDict
from typing import Any, Final, NamedTuple

import numpy as np
import svgelements
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from render.speedups.patch import Patch

_MOST: Final = 2000
_CUBIC: Final = 4
_GAP: Final = 0.0001
_IN_DOUBT: Final = 1e-9
_original_parse = svgelements.Path.parse
_original_reify = svgelements.Path.reify
_original_commands = VMobjectFromSVGPath.handle_commands


class _Segment(NamedTuple):
    """What a segment of a path holds: its points, and everything else."""

    kind: Any
    points: tuple[tuple[str, float, float], ...]
    rest: dict[str, Any]

    def again(self) -> Any:
        segment = _new(self.kind)
        attributes = segment.__dict__
        attributes.update(self.rest)
        for name, x, y in self.points:
            point = attributes[name] = _new(svgelements.Point)
            point.x, point.y = x, y
        return segment


_new = object.__new__
_parsed: OrderedDict[str, tuple[_Segment, ...]] = OrderedDict()


def _taken_apart(segments: list[Any]) -> tuple[_Segment, ...]:
    return tuple(
        _Segment(
            segment.__class__,
            tuple(
                (name, value.x, value.y)
                for name, value in segment.__dict__.items()
                if value.__class__ is svgelements.Point
            ),
            {
                name: value
                for name, value in segment.__dict__.items()
                if value.__class__ is not svgelements.Point
            },
        )
        for segment in segments
    )


def _simple(segments: list[Any]) -> bool:
    """Whether the segments hold nothing but numbers and points, each of them once."""
    values = [value for segment in segments for value in segment.__dict__.values()]
    points = [id(value) for value in values if value.__class__ is svgelements.Point]
    others = {value.__class__ for value in values} - {svgelements.Point}
    return len(points) == len(set(points)) and others <= {bool, type(None)}


def _parse(self: Any, pathdef: Any) -> None:
    segments = self._segments
    if segments or self.__class__ is not svgelements.Path or pathdef.__class__ is not str:
        _original_parse(self, pathdef)
    elif pathdef in _parsed:
        _parsed.move_to_end(pathdef)
        segments.extend([segment.again() for segment in _parsed[pathdef]])
    else:
        _original_parse(self, pathdef)
        if _simple(self._segments):
            _parsed[pathdef] = _taken_apart(self._segments)
            if len(_parsed) > _MOST:
                _parsed.popitem(last=False)


def _reify(self: Any) -> Any:
    matrix, segments = self.transform, self._segments
    numbers = [getattr(matrix, name, None) for name in "abcdef"]
    if (
        matrix.__class__ is not svgelements.Matrix
        or {number.__class__ for number in numbers} != {float}
        or not {segment.__class__ for segment in segments} <= _KNOWN
    ):
        return _original_reify(self)
    svgelements.GraphicObject.reify(self)
    svgelements.Transformable.reify(self)
    a, b, c, d, e, f = numbers
    for segment in segments:
        for point in segment.__dict__.values():
            if point.__class__ is svgelements.Point:
                x, y = point.x, point.y
                point.x = x * a + y * c + e
                point.y = x * b + y * d + f
    matrix.reset()
    return self


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """As NumPy's norm decides, which is asked in doubt."""
    x, y = one[0] - other[0], one[1] - other[1]
    distance = math.sqrt(x * x + y * y)
    if abs(distance - _GAP) < _IN_DOUBT:
        distance = float(np.linalg.norm(np.array([x, y, 0.0])))
    return distance > _GAP


def _line(start: tuple[float, float], end: tuple[float, float]) -> Any:
    (x0, y0), (x1, y1) = start, end
    return (
        start,
        ((x0 + x0 + x1) / 3, (y0 + y0 + y1) / 3),
        ((x0 + x1 + x1) / 3, (y0 + y1 + y1) / 3),
        end,
    )


def _handle_commands(self: Any) -> Any:
    """Manim's arithmetic, number by number instead of array by array."""
    segments = list(self.path_obj)
    kinds = {segment.__class__ for segment in segments}
    if self.n_points_per_curve != _CUBIC or not kinds <= _KNOWN or not segments:
        return _original_commands(self)
    if segments[0].__class__ is not svgelements.Move:
        return _original_commands(self)
    points: list[tuple[float, float]] = []
    at = begun = (0.0, 0.0)
    for segment in segments:
        kind = segment.__class__
        if kind is svgelements.Close:
            if _apart(at, begun):
                points += _line(at, begun)
                at = begun
            continue
        end = (segment.end.x, segment.end.y)
        if kind is svgelements.Move:
            begun = end
        elif kind is svgelements.Line:
            points += _line(at, end)
        else:
            one, other = segment.control1, segment.control2
            points += at, (one.x, one.y), (other.x, other.y), end
        at = end
    self.points = np.zeros((len(points), 3))
    if points:
        self.points[:, :2] = points
    return self


_KNOWN: Final = frozenset(
    {svgelements.Move, svgelements.Line, svgelements.CubicBezier, svgelements.Close}
)
PATCHES: Final = (
    Patch(svgelements.Path, "parse", _parse, "a letter is read number by number, again and again"),
    Patch(svgelements.Path, "reify", _reify, "a new point for every point that is moved"),
    Patch(
        VMobjectFromSVGPath,
        "handle_commands",
        _handle_commands,
        "an array for every point of a glyph, and for every sum of two",
    ),
)
