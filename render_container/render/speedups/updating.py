"""Updaters, which few mobjects have."""

import functools
import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

from manim import Animation, Mobject, Scene, Transform

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")
_original_update = Animation.update_mobjects
_original_to_update = Animation.get_all_mobjects_to_update
_original_all = Animation.get_all_mobjects
_original_all_of_transform = Transform.get_all_mobjects


def _signed_dt(updater: Callable[..., Any]) -> bool:
    return "dt" in inspect.signature(updater).parameters


_known_dt = functools.lru_cache(maxsize=4096)(_signed_dt)


def _wants_dt(updater: Callable[..., Any]) -> bool:
    return _known_dt(updater) if updater.__class__ is FunctionType else _signed_dt(updater)


def _update(self: Any, dt: float = 0, recursive: bool = True) -> Any:
    if self.updating_suspended or (recursive and _native and _native.idle(self, _update)):
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
    if _native and _native.all_idle(self.mobjects, _update):
        return
    for mobject in self.mobjects:
        if mobject.updaters or mobject.submobjects or mobject.__class__.update is not _update:
            mobject.update(dt)


def _update_animated(self: Any, dt: float) -> None:
    """Most animations carry copies on which nobody put an updater."""
    kind, copies = self.__class__, []
    if kind.get_all_mobjects is _original_all_of_transform:
        copies = [self.starting_mobject, self.target_mobject, self.target_copy]
    elif kind.get_all_mobjects is _original_all:
        copies = [self.starting_mobject]
    plain = copies and kind.get_all_mobjects_to_update is _original_to_update
    if not (plain and _native and _native.all_idle(copies, _update)):
        _original_update(self, dt)


PATCHES: Final = (
    Patch(Animation, "update_mobjects", _update_animated, "as update, for every animation"),
    Patch(Mobject, "update", _update, "most mobjects have no updater, and signatures stay"),
    Patch(Scene, "update_mobjects", _update_mobjects, "as update"),
)
