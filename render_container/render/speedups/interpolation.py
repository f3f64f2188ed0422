"""What is between two shapes, for every shape and frame of an animation."""

from typing import Any, Final

import numpy as np
from manim import VMobject

from render.speedups.patch import Patch

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


PATCHES: Final = (
    Patch(VMobject, "interpolate_color", _interpolate_colour, "seven times a shape and frame"),
)
