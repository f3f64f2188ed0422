"""Where mobjects are, and whether their curves meet."""

import math
from itertools import pairwise
from typing import Any, Final

import numpy as np
from manim import Mobject, VMobject

from render.native import load
from render.speedups.families import family
from render.speedups.patch import Patch

_native = load("shapes")

_original_subpaths = VMobject.get_subpaths_from_points
_original_generate = VMobject._gen_subpaths_from_points  # noqa: SLF001 - what it goes by
_original_anchors = VMobject.get_anchors
_original_extremum = Mobject.get_extremum_along_dim
_original_critical_point = Mobject.get_critical_point
_original_length = Mobject.length_over_dim
_original_reduce = Mobject.reduce_across_dimension
_POINTS_PER_CURVE: Final = 4
_DIMENSIONS: Final = range(3)


def _points_equal(self: Any, one: Any, other: Any) -> bool:
    tolerance = self.tolerance_for_point_equality
    if _native:
        equal = _native.points_equal(one, other, tolerance)
        return bool(np.allclose(one, other, atol=tolerance)) if equal is None else equal
    if getattr(one, "ndim", 0) == 1 == getattr(other, "ndim", 0) and len(one) == len(other):
        for a, b in zip(one.tolist(), other.tolist(), strict=True):
            apart = abs(a - b)
            if not (math.isfinite(apart) and apart <= tolerance + 1e-5 * abs(b)):
                break
        else:
            return True
    return bool(np.allclose(one, other, atol=tolerance))


def _subpaths(self: Any, points: Any) -> list[Any]:
    kind, per_curve = self.__class__, self.n_points_per_cubic_curve
    ends = None
    if (
        _native
        and kind.consider_points_equals is _points_equal
        and kind._gen_subpaths_from_points is _original_generate  # noqa: SLF001
    ):
        ends = _native.path_ends(points, per_curve, self.tolerance_for_point_equality)
    if ends is None:
        return list(_original_subpaths(self, points))
    return [
        points[start:end]
        for start, end in pairwise((0, *ends, len(points)))
        if end - start >= per_curve
    ]


def _boundary(self: Any) -> Any:
    """The ends of all curves of a family."""
    members = [each for each in self.get_family() if len(each.points)]
    ends = [_curve_ends(each) for each in members]
    return np.concatenate(ends) if ends else np.array(())


def _curve_ends(mobject: Any) -> Any:
    points = mobject.points
    if len(points) % _POINTS_PER_CURVE or mobject.__class__.get_anchors is not _original_anchors:
        return np.array(mobject.get_anchors())
    ends = points.reshape(-1, _POINTS_PER_CURVE, points.shape[1])[:, :: _POINTS_PER_CURVE - 1]
    return ends.reshape(-1, points.shape[1])


def _critical_point(self: Any, direction: Any) -> Any:
    if self.__class__.get_extremum_along_dim is not _original_extremum:
        return _original_critical_point(self, direction)
    extent = None
    if _native and self.__class__.get_points_defining_boundary is _boundary:
        extent = _native.extent(self, family, _original_anchors)
    if extent is None:
        points = self.get_points_defining_boundary()
        extent = (points.min(axis=0).tolist(), points.max(axis=0).tolist()) if len(points) else ()
    if not extent:
        return np.zeros(self.dim)
    low, high = extent
    places = [
        low[dim] if direction[dim] < 0 else high[dim] if direction[dim] > 0 else middle
        for dim, middle in enumerate((a + b) / 2 for a, b in zip(low, high, strict=True))
    ]
    return np.array(places, np.float64)


def _length(self: Any, dim: int) -> Any:
    length = _native.length(self, dim, _original_reduce) if _native and dim in _DIMENSIONS else None
    return _original_length(self, dim) if length is None else length


PATCHES: Final = (
    Patch(VMobject, "consider_points_equals", _points_equal, "allclose is slow for three numbers"),
    Patch(VMobject, "get_subpaths_from_points", _subpaths, "as consider_points_equals"),
    Patch(VMobject, "get_points_defining_boundary", _boundary, "point by point, for every box"),
    Patch(Mobject, "length_over_dim", _length, "number by number, each a new object"),
    Patch(Mobject, "get_critical_point", _critical_point, "layout asks for one all the time"),
)
