"""Captions as a layer below the scene: white on a dark plate, legible on every theme."""

from collections.abc import Sequence
from typing import Final

import cairo
from manim import BLACK, DOWN, WHITE, Camera, RoundedRectangle, Text, VGroup

from render.canvas import Canvas, Overlay
from render.geometry import Rect, union
from render.order import CaptionFrames

_FONT: Final = "Inter"
_FONT_SIZE: Final = 22
_WIDEST: Final = 0.9
_TALLEST: Final = 0.94
ABOVE_CAPTIONS: Final = 0.88
"""The share of the picture's height that is left to the scene."""
_PLATE_OPACITY: Final = 0.78


class CaptionTrack:
    """Which caption lies over which frame; each is drawn once, when first needed."""

    def __init__(self, captions: Sequence[CaptionFrames]) -> None:
        self._captions = captions
        self._drawn: dict[CaptionFrames, Overlay] = {}

    def __call__(self, frame: int) -> Overlay | None:
        for caption in self._captions:
            if caption.start <= frame < caption.end:
                if caption not in self._drawn:
                    self._drawn[caption] = draw_caption(caption.lines)
                return self._drawn[caption]
        return None


def draw_caption(lines: Sequence[str]) -> Overlay:
    camera = Camera(background_color=BLACK, background_opacity=0)
    canvas = Canvas(camera)
    canvas.draw([])
    changed = canvas.draw(_laid_out(lines, camera).family_members_with_points())
    box = changed[0]
    for rect in changed[1:]:
        box = union(box, rect)
    return _cut_out(canvas, box)


def _laid_out(lines: Sequence[str], camera: Camera) -> VGroup:
    text = VGroup(
        *(Text(line, font=_FONT, font_size=_FONT_SIZE, color=WHITE) for line in lines if line)
    ).arrange(DOWN, buff=0.1)
    plate = RoundedRectangle(
        corner_radius=0.12,
        width=text.width + 0.44,
        height=text.height + 0.26,
        stroke_width=0,
        fill_color=BLACK,
        fill_opacity=_PLATE_OPACITY,
    ).move_to(text)
    caption = VGroup(plate, text)
    band = camera.frame_height * (1 - ABOVE_CAPTIONS)
    room = camera.frame_width * _WIDEST / caption.width, band * _TALLEST / caption.height
    caption.scale(min(1.0, *room))
    return caption.move_to([0, (band - camera.frame_height) / 2, 0])


def _cut_out(canvas: Canvas, box: Rect) -> Overlay:
    pixels = canvas.pixels[box.y0 : box.y1, box.x0 : box.x1]
    surface = cairo.ImageSurface.create_for_data(
        bytearray(pixels.tobytes()), cairo.FORMAT_ARGB32, box.width, box.height
    )
    return Overlay(surface, box)
