"""A reel: the pictures of a scene without loss, for what H.264 cannot hold.

One file: a magic, then records. A record is a count of repetitions, or the
rectangles that changed, each with its deflated RGBA pixels. Colours are
multiplied by their opacity, as Cairo leaves them.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect
from render.order import REEL_MAGIC
from studio.domain.render import Format

Pixels = NDArray[np.uint8]

_RECORD: Final = struct.Struct("<II")
_RECT: Final = struct.Struct("<4HI")
_FASTEST: Final = 1
_CHANNELS: Final = 4


class DamagedReel(Exception):
    """A reel that is not what a scene process writes."""


class ReelWriter:
    """Takes pictures as `ClipEncoder` does, and puts them into a file at once."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(REEL_MAGIC)

    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None:
        self._file.write(_RECORD.pack(0, len(changed)))
        for x0, y0, x1, y1 in changed:
            packed = zlib.compress(pixels[y0:y1, x0:x1].tobytes(), _FASTEST)
            self._file.write(_RECT.pack(x0, y0, x1, y1, len(packed)))
            self._file.write(packed)

    def repeat(self, count: int) -> None:
        self._file.write(_RECORD.pack(count, 0))

    def finish(self) -> "ReelWriter":
        self._file.close()
        return self

    def write(self, path: Path) -> None:
        """It is where it belongs already."""


class Shown(NamedTuple):
    """A picture, which the next one overwrites, and for how many frames it is to be seen."""

    pixels: Pixels
    frames: int


def unreeled(path: Path, format_: Format) -> Iterator[Shown]:
    """The pictures one by one; raises `DamagedReel`."""
    pixels = np.zeros((format_.height, format_.width, _CHANNELS), np.uint8)
    shown = 0
    with path.open("rb") as file:
        if file.read(len(REEL_MAGIC)) != REEL_MAGIC:
            raise DamagedReel
        while record := file.read(_RECORD.size):
            try:
                repeated, rects = _RECORD.unpack(record)
                if repeated:
                    shown += repeated
                    continue
                changed = [_read(file, format_) for _ in range(rects)]
            except (struct.error, zlib.error, ValueError) as error:
                raise DamagedReel from error
            if shown:
                yield Shown(pixels, shown)
            for (x0, y0, x1, y1), part in changed:
                pixels[y0:y1, x0:x1] = part
            shown = 1
    if not shown:
        raise DamagedReel
    yield Shown(pixels, shown)


def _read(file: IO[bytes], format_: Format) -> tuple[Rect, Pixels]:
    *corners, size = _RECT.unpack(file.read(_RECT.size))
    rect = Rect(*corners)
    if not (0 <= rect.x0 < rect.x1 <= format_.width and 0 <= rect.y0 < rect.y1 <= format_.height):
        raise ValueError("outside of the picture")
    most = rect.width * rect.height * _CHANNELS
    unpacked = zlib.decompressobj().decompress(file.read(size), most)
    part = np.frombuffer(unpacked, np.uint8).reshape(rect.height, rect.width, _CHANNELS)
    return rect, part
