"""Manim's hot spots, done the same way faster: no patch here may change a picture.

A table of patches, each with the reason it pays; the warm parent applies them all
before it forks, and a test films the same scenes with and without each of them.
"""

import copy
import functools
import inspect
import io
import math
from collections.abc import Callable, Hashable, Iterable
from types import FunctionType
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree as ET

import manim.mobject.mobject
import manim.utils.family
import manim.utils.iterables
import numpy as np
import svgelements
from manim import RIGHT, Mobject, Scene, SVGMobject, VMobject
from manim.constants import CapStyleType, LineJointType
from manim.utils.color import ManimColor

_Memo = dict[int, Any]

_SHARED: Final = frozenset(
    {bool, bytes, complex, float, int, str, type, type(None), type(lambda: None), type(len)}
    | {np.bool_, np.float64, np.int64}
    | {CapStyleType, LineJointType, ManimColor, svgelements.Path}
)
_original_family = Mobject.get_family
_original_anchors = VMobject.get_anchors
_original_extremum = Mobject.get_extremum_along_dim
_original_critical_point = Mobject.get_critical_point
_POINTS_PER_CURVE: Final = 4


class Patch(NamedTuple):
    owner: Any
    name: str
    replacement: Any
    why: str


def _shared(self: Any, memo: _Memo) -> Any:
    return self


def _deepcopy(self: Any, memo: _Memo) -> Any:
    clone = self.__class__.__new__(self.__class__)
    memo[id(self)] = clone
    attributes = clone.__dict__
    for name, value in self.__dict__.items():
        attributes[name] = value if value.__class__ in _SHARED else _copied(value, memo)
    attributes["original_id"] = str(id(self))
    return clone


def _copied(value: Any, memo: _Memo) -> Any:
    kind = value.__class__
    if kind in _SHARED:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known
    if kind is np.ndarray and value.dtype.kind != "O":
        clone = memo[id(value)] = value.copy(order="K")
    elif kind is list:
        clone = memo[id(value)] = []
        clone.extend(_copied(each, memo) for each in value)
    elif isinstance(value, Mobject):
        clone = value.__deepcopy__(memo)
    else:
        clone = copy.deepcopy(value, memo)
    return clone


def _family(self: Any, recurse: bool = True) -> list[Any]:
    if not self.submobjects:
        return [self]
    family: list[Any] = []
    pending = [self]
    while pending:
        member = pending.pop()
        family.append(member)
        if member.submobjects:
            pending.extend(reversed(member.submobjects))
            if len(family) > 100_000:  # noqa: PLR2004 - a family that contains itself
                break
    if pending or len(set(family)) < len(family):
        return list(_original_family(self, recurse))
    return family


def _members_with_points(self: Any) -> list[Any]:
    if not self.submobjects:
        return [self] if len(self.points) else []
    return [member for member in self.get_family() if len(member.points)]


def _without_repeats(items: Iterable[Hashable]) -> list[Hashable]:
    """The last of equal items stays."""
    return list(dict.fromkeys(reversed(list(items))))[::-1]


def _signed_dt(updater: Callable[..., Any]) -> bool:
    return "dt" in inspect.signature(updater).parameters


_known_dt = functools.lru_cache(maxsize=4096)(_signed_dt)


def _wants_dt(updater: Callable[..., Any]) -> bool:
    return _known_dt(updater) if updater.__class__ is FunctionType else _signed_dt(updater)


def _update(self: Any, dt: float = 0, recursive: bool = True) -> Any:
    if self.updating_suspended:
        return self
    for updater in self.updaters:
        if _wants_dt(updater):
            updater(self, dt)
        else:
            updater(self)
    if recursive:
        for member in self.submobjects:
            if member.updaters or member.submobjects or member.__class__.update is not _update:
                member.update(dt, recursive=recursive)
    return self


def _update_mobjects(self: Any, dt: float) -> None:
    for mobject in self.mobjects:
        if mobject.updaters or mobject.submobjects or mobject.__class__.update is not _update:
            mobject.update(dt)


_INTERPOLATED: Final = (
    "fill_rgbas",
    "stroke_rgbas",
    "background_stroke_rgbas",
    "stroke_width",
    "background_stroke_width",
    "sheen_direction",
    "sheen_factor",
)


def _interpolate_colour(self: Any, start: Any, end: Any, alpha: float) -> Any:
    for name in _INTERPOLATED:
        target = getattr(end, name)
        if alpha == 1.0:
            value = target.copy() if isinstance(target, np.ndarray) else target
        else:
            value = (1 - alpha) * getattr(start, name) + alpha * target
        setattr(self, name, value)
    return self


def _points_equal(self: Any, one: Any, other: Any) -> bool:
    tolerance = self.tolerance_for_point_equality
    if getattr(one, "ndim", 0) == 1 == getattr(other, "ndim", 0) and len(one) == len(other):
        for a, b in zip(one.tolist(), other.tolist(), strict=True):
            apart = abs(a - b)
            if not (math.isfinite(apart) and apart <= tolerance + 1e-5 * abs(b)):
                break
        else:
            return True
    return bool(np.allclose(one, other, atol=tolerance))


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
    points = self.get_points_defining_boundary()
    if len(points) == 0:
        return np.zeros(self.dim)
    low, high = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    places = [
        low[dim] if direction[dim] < 0 else high[dim] if direction[dim] > 0 else middle
        for dim, middle in enumerate((a + b) / 2 for a, b in zip(low, high, strict=True))
    ]
    return np.array(places, np.float64)


@functools.lru_cache(maxsize=512)
def _parsed(tree: bytes) -> svgelements.SVG:
    return svgelements.SVG.parse(io.BytesIO(tree))


def _generate_mobject(self: Any) -> Any:
    tree = io.BytesIO()
    self.modify_xml_tree(ET.parse(self.get_file_path())).write(tree)  # noqa: S314 - Pango's own
    mobjects, by_name = self.get_mobjects_from(_parsed(tree.getvalue()))
    self.add(*mobjects)
    self.id_to_vgroup_dict = by_name
    self.flip(RIGHT)
    return self


PATCHES: Final = (
    Patch(Mobject, "__deepcopy__", _deepcopy, "animations copy mobjects, mostly values and arrays"),
    Patch(
        svgelements.Path, "__deepcopy__", _shared, "a glyph's outline is read once, then carried"
    ),
    Patch(ManimColor, "__deepcopy__", _shared, "colours are values"),
    Patch(Mobject, "get_family", _family, "asked for many times a frame, seldom with repeats"),
    Patch(Mobject, "family_members_with_points", _members_with_points, "as get_family"),
    Patch(Mobject, "update", _update, "most mobjects have no updater, and signatures stay"),
    Patch(Scene, "update_mobjects", _update_mobjects, "as update"),
    Patch(VMobject, "interpolate_color", _interpolate_colour, "seven times a shape and frame"),
    Patch(VMobject, "consider_points_equals", _points_equal, "allclose is slow for three numbers"),
    Patch(VMobject, "get_points_defining_boundary", _boundary, "point by point, for every box"),
    Patch(Mobject, "get_critical_point", _critical_point, "layout asks for one all the time"),
    Patch(SVGMobject, "generate_mobject", _generate_mobject, "parse in memory, equal text once"),
    *(
        Patch(module, "remove_list_redundancies", _without_repeats, "a dict does it in C")
        for module in (manim.utils.iterables, manim.utils.family, manim.mobject.mobject)
    ),
)


def apply() -> None:
    """Patch Manim for the life of this process."""
    for patch in PATCHES:
        setattr(patch.owner, patch.name, patch.replacement)
