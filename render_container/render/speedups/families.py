"""Families of mobjects, which are asked for many times a frame."""

from collections.abc import Hashable, Iterable
from typing import Any, Final

import manim.mobject.mobject
import manim.utils.family
import manim.utils.iterables
from manim import Mobject

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")
_original_family = Mobject.get_family


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


def _members_with_points(self: Any) -> list[Any]:
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


PATCHES: Final = (
    Patch(
        Mobject,
        "get_family",
        _family_natively if _native else _family,
        "asked for many times a frame, seldom with repeats",
    ),
    Patch(Mobject, "family_members_with_points", _members_with_points, "as get_family"),
    *(
        Patch(module, "remove_list_redundancies", _without_repeats, "a dict does it in C")
        for module in (manim.utils.iterables, manim.utils.family, manim.mobject.mobject)
    ),
)
