"""What lies over what: Manim's families from back to front, and what only Manim can draw."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from manim import Mobject, VMobject
from manim.utils.family import extract_mobject_family_members

from render.native import load


def stacked(mobjects: Sequence[Any], *, by_z_index: bool) -> list[Any]:
    """Families of these, only those with points, each once."""
    native = load("canvas")
    if native is not None:
        shapes: list[Any] | None = native.stacked(mobjects, by_z_index, Mobject)
        if shapes is not None:
            return shapes
    return _stacked(mobjects, by_z_index)


def _stacked(mobjects: Sequence[Any], by_z_index: bool) -> list[Any]:
    """Manim's own list of what moves mostly holds families whole."""
    known = set(mobjects)
    if len(known) == len(mobjects) and known.issuperset(
        member for each in mobjects for member in each.submobjects
    ):
        shapes = [each for each in mobjects if len(each.points)]
        return sorted(shapes, key=attrgetter("z_index")) if by_z_index else shapes
    members: list[Any] = extract_mobject_family_members(
        mobjects, use_z_index=by_z_index, only_those_with_points=True
    )
    return members


def unusual(shapes: Sequence[Any]) -> Sequence[Any]:
    """At least those of these shapes that are not drawn by their points and colours alone."""
    native = load("canvas")
    if native is None:
        return shapes
    found: list[Any] = native.unusual(shapes, VMobject)
    return found
