"""Families of mobjects, which are asked for many times a frame."""

from collections.abc import Hashable, Iterable
from typing import Any, Final

import manim.camera.camera
import manim.mobject.mobject
import manim.scene.moving_camera_scene
import manim.scene.scene
import manim.utils.family
import manim.utils.iterables
from manim import Mobject

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")
_canvas = load("canvas")
_original_family = Mobject.get_family
_original_extract = manim.utils.family.extract_mobject_family_members


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


def _family_natively(self: Any, recurse: bool = True) -> list[Any]:
    if not self.submobjects:
        return [self]
    assert _native is not None
    family: list[Any] | None = _native.family(self, _family_natively)
    return list(_original_family(self, recurse)) if family is None else family


def members_with_points(self: Any) -> list[Any]:
    if not self.submobjects:
        return [self] if len(self.points) else []
    family = self.get_family()
    if _native:
        members: list[Any] = _native.with_points(family)
        return members
    return [member for member in family if len(member.points)]


def _without_repeats(items: Iterable[Hashable]) -> list[Hashable]:
    """The last of equal items stays."""
    return list(dict.fromkeys(reversed(list(items))))[::-1]


def _extracted(
    mobjects: Iterable[Any], use_z_index: bool = False, only_those_with_points: bool = False
) -> list[Any]:
    mobjects = list(mobjects)
    assert _canvas is not None
    pointless = not only_those_with_points
    found: list[Any] | None = _canvas.stacked(mobjects, use_z_index, Mobject, pointless)
    if found is None:
        found = _original_extract(mobjects, use_z_index, only_those_with_points)
    return found


family = _family_natively if _native else _family
PATCHES: Final = (
    Patch(
        Mobject,
        "get_family",
        family,
        "asked for many times a frame, seldom with repeats",
    ),
    Patch(Mobject, "family_members_with_points", members_with_points, "as get_family"),
    *(
        Patch(module, "remove_list_redundancies", _without_repeats, "a dict does it in C")
        for module in (manim.utils.iterables, manim.utils.family, manim.mobject.mobject)
    ),
    *(
        Patch(module, "extract_mobject_family_members", _extracted, "all of the scene, every time")
        for module in (
            manim.utils.family,
            manim.camera.camera,
            manim.scene.scene,
            manim.scene.moving_camera_scene,
        )
        if _canvas
    ),
)
