"""A shape as it stands on a canvas: how it looks, where it is, and its outline."""

import math
from typing import Any, Final, NamedTuple

import cairo
import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from render.geometry import Rect
from render.outlines import Outline, outlines

Look = tuple[Any, ...]

_POINTS_PER_CURVE: Final = 4
_ONE_COLOUR: Final = 4
_SAME_WIDTH: Final = 1e-6


def _look(shape: Any) -> Look:
    """Everything a drawing depends on, by value."""
    fill, stroke, behind = shape.fill_rgbas, shape.stroke_rgbas, shape.background_stroke_rgbas
    gradient = fill.size > _ONE_COLOUR or stroke.size > _ONE_COLOUR or behind.size > _ONE_COLOUR
    return (
        shape.points.tobytes(),
        fill.tobytes(),
        stroke.tobytes(),
        behind.tobytes(),
        shape.stroke_width,
        shape.background_stroke_width,
        shape.joint_type,
        shape.cap_style,
        _slope(shape) if gradient else None,
    )


def _slope(shape: Any) -> bytes:
    """What a gradient runs along: its direction, and the extent of a whole family."""
    direction: bytes = shape.get_sheen_direction().tobytes()
    if not shape.submobjects:
        return direction
    return direction + np.array(shape.get_gradient_start_and_end_points()).tobytes()


def _alike(one: Look, other: Look) -> bool:
    """Whether nothing but the last bits of a sum differ, which no pixel shows."""
    return (
        one[6:] == other[6:]
        and all(
            len(a) == len(b) and np.array_equal(_rounded(a), _rounded(b))
            for a, b in zip(one[:4], other[:4], strict=True)
            if a != b
        )
        and all(
            a == b or math.isclose(float(a), float(b), rel_tol=_SAME_WIDTH)
            for a, b in zip(one[4:6], other[4:6], strict=True)
        )
    )


def _doubles(shape: Any) -> bool:
    arrays = shape.points, shape.fill_rgbas, shape.stroke_rgbas, shape.background_stroke_rgbas
    return all(array.dtype == np.float64 for array in arrays)


def _rounded(values: bytes) -> NDArray[np.float32]:
    return np.frombuffer(values, np.float64).astype(np.float32)


class Layer(NamedTuple):
    """A stroke of this width, or, without one, a fill; several colours make a gradient."""

    colours: list[list[float]]
    width: float | None

    def __bool__(self) -> bool:
        return self.width != 0 and any(colour[3] for colour in self.colours)


class Drawn:
    """One shape as it stands on the canvas."""

    __slots__ = ("box", "layers", "look", "outline", "path", "place", "shape")

    def __init__(self, shape: Any, look: Look) -> None:
        self.shape = shape
        self.look = look
        behind = shape.get_stroke_width(background=True)
        self.layers = [
            *filter(
                None,
                (
                    Layer(shape.background_stroke_rgbas.tolist(), behind),
                    Layer(shape.fill_rgbas.tolist(), None),
                    Layer(shape.stroke_rgbas.tolist(), shape.get_stroke_width()),
                ),
            )
        ]
        self.box: Rect | None = None
        self.outline: Outline | None = None
        self.path: cairo.Path | None = None
        self.place = 0

    @property
    def visible(self) -> bool:
        return bool(self.layers) and len(self.shape.points) >= _POINTS_PER_CURVE


def looked_at(shape: VMobject, drawn: Drawn | None) -> Drawn:
    """The shape as it is now; what is drawn already if that looks the same."""
    look = _look(shape)
    if drawn is None:
        return Drawn(shape, look)
    if drawn.look == look or (_doubles(shape) and _alike(drawn.look, look)):
        return drawn
    now = Drawn(shape, look)
    now.place = drawn.place
    if drawn.look[0] == look[0]:
        now.outline, now.path = drawn.outline, drawn.path
    return now


def outline(new: list[Drawn]) -> None:
    if new:
        traced = outlines([drawn.shape.points for drawn in new])
        for drawn, outline in zip(new, traced, strict=True):
            drawn.outline = outline
