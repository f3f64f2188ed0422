"""The stage being set: its theme and the area that components may fill."""

from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from manim import config
from numpy.typing import NDArray

from stagecraft.themes import CHALKBOARD, Theme

Point = NDArray[np.float64]

PX: Final = 1 / 90
"""Scene units per pixel of a 720-line picture."""

MARGIN_X: Final = 54 * PX
MARGIN_Y: Final = 45 * PX


@dataclass(frozen=True)
class Area:
    """An upright rectangle in scene units."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def center(self) -> Point:
        return np.array([self.x, self.y, 0.0])

    def inset(self, x: float, y: float) -> "Area":
        return Area(self.left + x, self.right - x, self.bottom + y, self.top - y)

    def meets(self, other: "Area", gap: float = 0.0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Area":
        return cls(x - width / 2, x + width / 2, y - height / 2, y + height / 2)


def whole_frame() -> Area:
    """All of the picture inside its margins, whatever its shape."""
    frame = Area.around(0.0, 0.0, float(config.frame_width), float(config.frame_height))
    return frame.inset(MARGIN_X, MARGIN_Y)


@dataclass(frozen=True)
class Stage:
    theme: Theme
    area: Area


_current: ContextVar[Stage | None] = ContextVar("stage", default=None)


def stage() -> Stage:
    """Where a component built now will stand."""
    return _current.get() or Stage(CHALKBOARD, whole_frame())


def set_stage(theme: Theme) -> None:
    _current.set(Stage(theme, whole_frame()))


def lower_stage(top: float) -> None:
    """Keep what is above `top` free, for the heading."""
    now = stage()
    _current.set(replace(now, area=replace(now.area, top=top)))
