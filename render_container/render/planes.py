"""Pixels into the planes an encoder wants, rectangle by rectangle."""

from typing import Final, NamedTuple

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, VideoReformatter

from render.geometry import Pixels, Rect, within
from studio.domain.render import Format

LIMITED_RANGE: Final = 1
_MARGIN: Final = 8
_SIZES: Final = 64


class Piece(NamedTuple):
    """A copy of one rectangle's pixels, with its surroundings: chroma is filtered across."""

    frame: VideoFrame
    outer: Rect
    inner: Rect


def cut_out(pixels: Pixels, changed: Rect) -> Piece:
    height, width = pixels.shape[:2]
    outer = within(changed.grown(_MARGIN), Rect(0, 0, width, height))
    frame = VideoFrame(outer.width, outer.height, "rgb0")
    part = pixels[outer.y0 : outer.y1, outer.x0 : outer.x1]
    views(frame, 4)[0][:] = part.reshape(outer.height, outer.width * 4)
    return Piece(frame, outer, changed)


class Planes:
    """A planar 4:2:0 picture that follows the pieces laid into it."""

    def __init__(self, format_: Format) -> None:
        self.frame = VideoFrame(format_.width, format_.height, "yuv420p")
        self.planes = views(self.frame, 1)
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}

    def lay(self, piece: Piece) -> None:
        left, top = piece.inner.x0 - piece.outer.x0, piece.inner.y0 - piece.outer.y0
        converted = views(self._converted(piece.frame), 1)
        for plane, source, halved in zip(self.planes, converted, (0, 1, 1), strict=True):
            rows = slice(top >> halved, (top + piece.inner.height) >> halved)
            columns = slice(left >> halved, (left + piece.inner.width) >> halved)
            plane[
                piece.inner.y0 >> halved : piece.inner.y1 >> halved,
                piece.inner.x0 >> halved : piece.inner.x1 >> halved,
            ] = source[rows, columns]

    def _converted(self, frame: VideoFrame) -> VideoFrame:
        if len(self._reformatters) > _SIZES:
            self._reformatters.clear()
        size = frame.width, frame.height
        return self._reformatters.setdefault(size, VideoReformatter()).reformat(
            frame,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=LIMITED_RANGE,
            threads=1,
        )


def views(frame: VideoFrame, pixel_bytes: int) -> list[Pixels]:
    """The frame's planes as arrays that share its memory."""
    return [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[  # type: ignore[call-overload]
            : plane.height, : plane.width * pixel_bytes
        ]
        for plane in frame.planes
    ]
