"""What is left of a scene's list when some of its mobjects are taken out."""

from collections.abc import Iterable
from typing import Any, Final

from manim import Scene

from render.native import load
from render.speedups.families import family
from render.speedups.patch import Patch

_native = load("shapes")


def _meets(mobject: Any, others: set[Any]) -> bool:
    """Whether the family has to be taken apart, or looked at by its own way."""
    return not _native or _native.meets(mobject, others, family) is not False


def _restructured(self: Any, mobjects: Iterable[Any], to_remove: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []

    def keep(examined: Iterable[Any], removed: set[Any]) -> None:
        for mobject in examined:
            if mobject in removed:
                continue
            met = removed.intersection(mobject.get_family()) if _meets(mobject, removed) else None
            if met:
                keep(mobject.submobjects, met)
            else:
                kept.append(mobject)

    keep(mobjects, set(to_remove))
    return kept


PATCHES: Final = (
    Patch(
        Scene,
        "get_restructured_mobject_list",
        _restructured,
        "every family of the scene in a list, for every mobject that is added",
    ),
)
