"""Pictures into H.264 packets by our own writer, which leaves alone what did not change."""

from collections.abc import Sequence
from types import ModuleType
from typing import Final, NamedTuple

import numpy as np

from render.clip import KEY_SECONDS, Clip, Frame
from render.geometry import Pixels, Rect
from studio.domain.render import Format

_MOVING_QP: Final = 28
_RUSHING_QP: Final = 32
_RESTING_QP: Final = 24
_RUSH: Final = 0.3
"""Where more than this share of the picture changes, no eye can follow the details."""


class Part(NamedTuple):
    """A copy of one rectangle of the three planes."""

    rect: Rect
    samples: tuple[Pixels, ...]


class WriterEncoding:
    """Collects the packets of one clip; repeated pictures cost next to nothing."""

    def __init__(self, format_: Format, h264: ModuleType, canvas: ModuleType) -> None:
        self._writer = h264.Writer(format_.width, format_.height, format_.fps)
        self._canvas = canvas
        self._shown, self.planes = _planes(format_), _planes(format_)
        self._bounds = Rect(0, 0, format_.width, format_.height)
        self._key_distance = KEY_SECONDS * format_.fps
        self._since_key = 0
        self._at_rest = False
        self._headers: bytes = self._writer.headers()
        self._frames: list[Frame] = []

    def look(self, pixels: Pixels, changed: Sequence[Rect]) -> list[Part]:
        """Convert what changed, in the thread that painted it."""
        rects = [_even(rect) for rect in changed]
        self._canvas.to_i420(pixels, rects, *self._shown)
        return [
            Part(rect, tuple(plane[at].copy() for plane, at in _places(self._shown, rect)))
            for rect in rects
        ]

    def encode(self, changed: list[Part]) -> None:
        for rect, samples in changed:
            for (plane, at), part in zip(_places(self.planes, rect), samples, strict=True):
                plane[at] = part
        rects = [part.rect for part in changed]
        rushing = sum(rect.area for rect in rects) > _RUSH * self._bounds.area
        self._write(rects, _RUSHING_QP if rushing else _MOVING_QP)
        self._at_rest = False

    def repeat(self, count: int) -> None:
        """The first one shows in full what was drawn in haste."""
        for _ in range(count):
            if not self._at_rest or self._key_is_due:
                self._write(None, _RESTING_QP)
                self._at_rest = True
            else:
                self._add(self._writer.repeat(), key=False)

    @property
    def _key_is_due(self) -> bool:
        return not self._frames or self._since_key >= self._key_distance

    def _write(self, rects: list[Rect] | None, qp: int) -> None:
        key = self._key_is_due
        if key:
            qp = min(qp, _MOVING_QP) if self._frames else _RESTING_QP
        self._add(self._writer.encode(*self.planes, rects, key, qp, _RESTING_QP), key=key)

    def _add(self, packet: bytes, *, key: bool) -> None:
        self._frames.append(Frame(packet, key))
        self._since_key = 1 if key else self._since_key + 1

    def finish(self) -> Clip:
        return Clip(self._headers, tuple(self._frames))


def _planes(format_: Format) -> list[Pixels]:
    height, width = format_.height, format_.width
    sizes = (height, width), (height // 2, width // 2), (height // 2, width // 2)
    return [np.zeros(size, np.uint8) for size in sizes]


def _even(rect: Rect) -> Rect:
    """The rectangle on edges that chroma has, too."""
    return Rect(rect.x0 & ~1, rect.y0 & ~1, rect.x1 + 1 & ~1, rect.y1 + 1 & ~1)


def _places(planes: list[Pixels], rect: Rect) -> list[tuple[Pixels, tuple[slice, slice]]]:
    """Each plane, and where in it the rectangle lies."""
    return [
        (
            plane,
            (
                slice(rect.y0 >> halved, rect.y1 >> halved),
                slice(rect.x0 >> halved, rect.x1 >> halved),
            ),
        )
        for plane, halved in zip(planes, (0, 1, 1), strict=True)
    ]
