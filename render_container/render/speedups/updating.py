"""Updaters, which few mobjects have."""

import functools
import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

from manim import Mobject, Scene

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")


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


PATCHES: Final = (
    Patch(Mobject, "update", _update, "most mobjects have no updater, and signatures stay"),
    Patch(Scene, "update_mobjects", _update_mobjects, "as update"),
)
