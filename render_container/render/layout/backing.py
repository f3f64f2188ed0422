"""What lies behind a text."""

from typing import Final

import numpy as np

from render.layout.geometry import Floats, inside
from render.layout.picture import VISIBLE, Lettering, Picture

_SOLID: Final = 0.6
_MOSTLY: Final = 0.8
_CURTAIN: Final = 0.6


def is_backed(text: Lettering, above: int, picture: Picture) -> bool:
    """Whether a filled shape lies between the text and what is drawn at this place."""
    below = text.pieces[0].place
    return any(
        above < shape.place < below
        and shape.fill[3] >= _SOLID
        and shape.box.meets(text.box)
        and float(inside(text.samples, shape.points).mean()) >= _MOSTLY
        for shape in picture.shapes
    )


def behind(text: Lettering, picture: Picture) -> Floats:
    """The colour behind each sample of the text."""
    colours = np.tile(picture.backdrop, (len(text.samples), 1))
    first = text.pieces[0].place
    for shape in picture.shapes:
        opacity = float(shape.fill[3])
        if shape.place < first and opacity > VISIBLE and shape.box.meets(text.box):
            covers = inside(text.samples, shape.points)
            colours[covers] += opacity * (shape.fill[:3] - colours[covers])
    return colours


def veiled(colours: Floats, text: Lettering, picture: Picture) -> Floats:
    """What is seen of these colours, one to each sample, through what lies over the text.

    A veil over nearly all there is dims it on purpose.
    """
    seen = colours.copy()
    for shape in picture.shapes:
        opacity = float(shape.fill[3])
        if shape.box.width >= _CURTAIN * picture.frame.width:
            continue
        if shape.place > text.place and opacity > VISIBLE and shape.box.meets(text.box):
            covers = inside(text.samples, shape.points)
            seen[covers] += opacity * (shape.fill[:3] - seen[covers])
    return seen
