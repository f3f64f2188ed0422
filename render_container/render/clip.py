"""A clip: the H.264 pictures of one scene, as they pass from the scene's process to the mux.

One file: a magic, the encoder's headers, then for every frame its size, a flag
for pictures that can be decoded alone, and its bytes.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from render.order import CLIP_MAGIC

KEY_SECONDS: Final = 10
"""A film can be entered this often."""

_SIZE: Final = struct.Struct("<I?")


class Frame(NamedTuple):
    packet: bytes
    key: bool


class DamagedClip(Exception):
    """A clip file that is not what a scene process writes."""


@dataclass(frozen=True)
class Clip:
    headers: bytes
    frames: tuple[Frame, ...]

    def write(self, path: Path) -> None:
        with path.open("wb") as file:
            file.write(CLIP_MAGIC)
            for packet, key in _records(self):
                file.write(_SIZE.pack(len(packet), key))
                file.write(packet)

    @classmethod
    def read(cls, path: Path) -> "Clip":
        content = path.read_bytes()
        if not content.startswith(CLIP_MAGIC):
            raise DamagedClip(path.name)
        try:
            first, *frames = _split(memoryview(content), len(CLIP_MAGIC))
        except (struct.error, ValueError) as error:
            raise DamagedClip(path.name) from error
        if not frames or not frames[0].key:
            raise DamagedClip(path.name)
        return cls(first.packet, tuple(frames))


def _records(clip: Clip) -> Iterable[Frame]:
    yield Frame(clip.headers, key=False)
    yield from clip.frames


def _split(content: memoryview, position: int) -> Iterable[Frame]:
    while position < len(content):
        size, key = _SIZE.unpack_from(content, position)
        position += _SIZE.size
        if position + size > len(content):
            raise ValueError("truncated")
        yield Frame(bytes(content[position : position + size]), key)
        position += size
