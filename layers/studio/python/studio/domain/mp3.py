"""MP3 streams, frame by frame: how long they are, and nothing but their sound."""

from collections.abc import Iterator
from typing import Final, NamedTuple

_KILOBITS: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""By index; for MPEG 1 and for MPEG 2 and 2.5."""
_RATES: Final = {
    0b11: (44100, 48000, 32000),
    0b10: (22050, 24000, 16000),
    0b00: (11025, 12000, 8000),
}
_SYNC: Final = 0x7FF
_RESERVED_BITRATES, _RESERVED_RATE = {0, 0b1111}, 0b11
_MPEG_1: Final = 0b11
_LAYER_3: Final = 0b01
_HEADER_BYTES: Final = 4
_ID3_HEADER_BYTES: Final = 10
_DESCRIPTION: Final = (b"Xing", b"Info")
"""Marks a first frame that describes the stream and holds no sound."""
_DESCRIPTION_WITHIN: Final = 64


class Mp3(NamedTuple):
    stream: bytes
    seconds: float


class _Frame(NamedTuple):
    content: bytes
    seconds: float


def read_mp3(stream: bytes) -> Mp3:
    """The sound of a stream, without its tags, so that several can be joined.

    Raises `ValueError` for anything else.
    """
    frames = list(_frames(stream))
    if not frames:
        raise ValueError("not MP3: it holds no sound")
    return Mp3(b"".join(f.content for f in frames), sum(f.seconds for f in frames))


def _frames(stream: bytes) -> Iterator[_Frame]:
    position = _after_id3(stream)
    while position + _HEADER_BYTES <= len(stream) and stream[position : position + 3] != b"TAG":
        length, seconds = _header(stream[position : position + _HEADER_BYTES])
        content = stream[position : position + length]
        if len(content) == length and not _describes(content):
            yield _Frame(content, seconds)
        position += length


def _after_id3(stream: bytes) -> int:
    if not stream.startswith(b"ID3") or len(stream) < _ID3_HEADER_BYTES:
        return 0
    a, b, c, d = stream[6:_ID3_HEADER_BYTES]
    return _ID3_HEADER_BYTES + (a << 21 | b << 14 | c << 7 | d)


def _header(header: bytes) -> tuple[int, float]:
    """Bytes and seconds of the frame that this begins."""
    bits = int.from_bytes(header)
    version, layer = bits >> 19 & 0b11, bits >> 17 & 0b11
    bitrate, rate = bits >> 12 & 0b1111, bits >> 10 & 0b11
    if bits >> 21 != _SYNC or layer != _LAYER_3 or version not in _RATES:
        raise ValueError(f"not MP3: no frame begins with {header.hex()}")
    if bitrate in _RESERVED_BITRATES or rate == _RESERVED_RATE:
        raise ValueError("not MP3 of a fixed rate")
    hertz = _RATES[version][rate]
    bits_per_second = 1000 * _KILOBITS[version == _MPEG_1][bitrate]
    samples = 1152 if version == _MPEG_1 else 576
    return samples // 8 * bits_per_second // hertz + (bits >> 9 & 1), samples / hertz


def _describes(frame: bytes) -> bool:
    return any(mark in frame[:_DESCRIPTION_WITHIN] for mark in _DESCRIPTION)
