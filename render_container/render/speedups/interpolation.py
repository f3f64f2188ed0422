"""What is between two shapes, for every shape and frame of an animation."""

import functools
from types import FunctionType
from typing import Any, Final

import numpy as np
from manim import Animation, Mobject, Transform, VMobject
from manim.utils import rate_functions
from manim.utils.bezier import interpolate

from render.native import load
from render.speedups.families import family, members_with_points
from render.speedups.patch import Patch

_native = load("shapes")
_original_sub_alpha = Animation.get_sub_alpha
_original_threes = Transform.get_all_families_zipped
_original_transform = Transform.interpolate_submobject

_INTERPOLATED: Final = (
    "fill_rgbas",
    "stroke_rgbas",
    "background_stroke_rgbas",
    "stroke_width",
    "background_stroke_width",
    "sheen_direction",
    "sheen_factor",
)


def _interpolate_colour(self: Any, mobject1: Any, mobject2: Any, alpha: float) -> Any:
    for name in _INTERPOLATED:
        target = getattr(mobject2, name)
        if alpha == 1.0:
            value = target.copy() if isinstance(target, np.ndarray) else target
        else:
            value = (1 - alpha) * getattr(mobject1, name) + alpha * target
        setattr(self, name, value)
    return self


def _interpolate_colour_natively(self: Any, mobject1: Any, mobject2: Any, alpha: float) -> Any:
    if not isinstance(alpha, float):
        return _interpolate_colour(self, mobject1, mobject2, alpha)
    assert _native is not None
    _native.blend_all(_INTERPOLATED, self, mobject1, mobject2, alpha)
    return self


def _interpolate(
    self: Any, mobject1: Any, mobject2: Any, alpha: float, path_func: Any = interpolate
) -> Any:
    if _native and path_func is interpolate and isinstance(alpha, float):
        self.points = _native.blended(mobject1.points, mobject2.points, alpha)
    else:
        self.points = path_func(mobject1.points, mobject2.points, alpha)
    self.interpolate_color(mobject1, mobject2, alpha)
    return self


def _of_manim(rate_func: Any) -> bool:
    """Whether it answers the same whenever it is asked, and may be asked once for all."""
    name = rate_func.__name__ if rate_func.__class__ is FunctionType else ""
    return vars(rate_functions).get(name) is rate_func


@functools.lru_cache(maxsize=256, typed=True)
def _rated(rate_func: Any, alpha: float) -> Any:
    """Shapes that move together are as far as each other."""
    return rate_func(alpha)


def _in_one_go(self: Any, alpha: float) -> bool:
    """Interpolate a plain transform; False where Manim's own way has to do it."""
    kind, rate_func = self.__class__, self.rate_func
    if (
        self.lag_ratio != 0
        or kind.get_sub_alpha is not _original_sub_alpha
        or kind.interpolate_submobject is not _original_transform
        or kind.get_all_families_zipped is not _original_threes
        or self.path_func is not interpolate
        or not isinstance(alpha, float)
        or alpha <= 0
        or not _of_manim(rate_func)
    ):
        return False
    sub_alpha = _rated(rate_func, 1 - alpha if self.reverse_rate_function else alpha)
    if not isinstance(sub_alpha, float):
        return False
    assert _native is not None
    three = self.mobject, self.starting_mobject, self.target_copy
    return bool(_native.blend_families(_WAYS, *three, sub_alpha))


def _interpolate_mobject(self: Any, alpha: float) -> None:
    if _native and _in_one_go(self, alpha):
        return
    kind = self.__class__
    threes = list(self.get_all_families_zipped())
    if (
        self.lag_ratio != 0
        or not threes
        or kind.get_sub_alpha is not _original_sub_alpha
        or not _of_manim(self.rate_func)
    ):
        for place, mobjects in enumerate(threes):
            sub_alpha = self.get_sub_alpha(alpha, place, len(threes))
            self.interpolate_submobject(*mobjects, sub_alpha)
        return
    sub_alpha = self.get_sub_alpha(alpha, 0, len(threes))
    for mobjects in threes:
        self.interpolate_submobject(*mobjects, sub_alpha)


_WAYS: Final = (
    _INTERPOLATED,
    _interpolate,
    _interpolate_colour_natively,
    interpolate,
    members_with_points,
    family,
)
PATCHES: Final = (
    Patch(
        VMobject,
        "interpolate_color",
        _interpolate_colour_natively if _native else _interpolate_colour,
        "seven times a shape and frame",
    ),
    Patch(Animation, "interpolate_mobject", _interpolate_mobject, "one alpha for most families"),
    Patch(Mobject, "interpolate", _interpolate, "most points go straight"),
)
