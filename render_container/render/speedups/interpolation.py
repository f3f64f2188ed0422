"""What is between two shapes, for every shape and frame of an animation."""

from typing import Any, Final

import numpy as np
from manim import Mobject, VMobject
from manim.utils.bezier import interpolate

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")

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


PATCHES: Final = (
    Patch(
        VMobject,
        "interpolate_color",
        _interpolate_colour_natively if _native else _interpolate_colour,
        "seven times a shape and frame",
    ),
    Patch(Mobject, "interpolate", _interpolate, "most points go straight"),
)
