"""What a camera sees: where shapes land on the picture, and what lies behind them."""

from typing import NamedTuple

import cairo
import numpy as np
from manim import Camera
from numpy.typing import NDArray


class Sight(NamedTuple):
    """From Manim's units to pixels, the width of a line, and the background."""

    matrix: cairo.Matrix
    thickness: float
    background: NDArray[np.uint8]

    def equals(self, other: "Sight") -> bool:
        return self[:2] == other[:2] and self.background is other.background


def sight(camera: Camera, share: float) -> Sight:
    """Through Manim's own context, whose place its plain camera keeps from the first picture on."""
    matrix: cairo.Matrix = camera.get_cairo_context(camera.pixel_array).get_matrix()
    if share != 1:
        aside = camera.pixel_width / 2 * (1 - share)
        matrix = matrix.multiply(cairo.Matrix(share, 0, 0, share, aside, 0))
    return Sight(matrix, camera.cairo_line_width_multiple, camera.background)
