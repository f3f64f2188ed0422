"""The heading of a segment and its underline."""

from typing import Final

import numpy as np
from manim import Animation, VGroup, VMobject

from stagecraft.lettering import HEADING, fit
from stagecraft.motion import Draw
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX, stage, whole_frame

_TALLEST: Final = 74 * PX
_LENGTH: Final = 116 * PX


class Heading(VGroup):
    """Top left, one line if it can, two if it must."""

    def __init__(self, text: str) -> None:
        frame, theme = whole_frame(), stage().theme
        self.words = fit(
            text, frame.width, _TALLEST, HEADING, face=SEMIBOLD, color=theme.primary, floor=28
        )
        self.words.put_top(frame.left, frame.top - 2 * PX)
        under = frame.top - 2 * PX - max(self.words.ink_height, 30 * PX) - 20 * PX
        self.line = stroke_under(frame.left, under, _LENGTH)
        self.stage_top = under - 30 * PX
        super().__init__(*((self.words, self.line) if self.words.has_points() else ()))

    def underlining(self) -> Animation:
        draw = Draw(self.line)
        draw.run_time = 0.6
        return draw


def stroke_under(left: float, y: float, length: float) -> VMobject:
    """A short accent stroke; on the board it wavers as if drawn by hand."""
    theme = stage().theme
    xs = np.linspace(left, left + length, 25)
    waver = np.sin((xs - left) / length * 9.0) * (1.2 * PX if theme.textured else 0.0)
    points = np.stack([xs, y + waver, np.zeros_like(xs)], axis=1)
    line = VMobject(stroke_color=theme.accent, stroke_width=4.5, fill_opacity=0)
    return (
        line.set_points_smoothly(points)
        if theme.textured
        else line.set_points_as_corners(points[[0, -1]])
    )
