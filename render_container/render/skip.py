"""Hand-written H.264 pictures that repeat the one before, and the renumbering they require.

A repeated frame of a clip is one slice saying "skip every macroblock": fourteen
bytes that cost a decoder next to nothing. The encoder does not know of them, so
the pictures it makes afterwards get their `frame_num` rewritten in place.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

_START: Final = b"\x00\x00\x00\x01"
_SPLIT: Final = re.compile(b"\x00\x00\x00\x01|\x00\x00\x01")
_ESCAPE: Final = re.compile(b"\x00\x00(?=[\x00-\x03])")
_HIGH_PROFILES: Final = (100, 110, 122, 244)
_P_SLICE_ALL: Final = 5
_SPS: Final = 7
_PPS: Final = 8
_NON_IDR: Final = 1


class UnsuitableEncoder(Exception):
    """The encoder uses a feature that hand-written pictures do not."""


class _Bits:
    def __init__(self, payload: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in payload)
        self.position = 0

    def fixed(self, width: int) -> int:
        self.position += width
        return int(self._bits[self.position - width : self.position] or "0", 2)

    def golomb(self) -> int:
        zeros = self._bits.index("1", self.position) - self.position
        self.position += zeros
        return self.fixed(zeros + 1) - 1


def _golomb(value: int) -> str:
    code = f"{value + 1:b}"
    return "0" * (len(code) - 1) + code


def _nals(stream: bytes) -> list[bytes]:
    return [nal for nal in _SPLIT.split(stream) if nal]


def _unescaped(nal: bytes) -> bytes:
    return nal.replace(b"\x00\x00\x03", b"\x00\x00")


def _escaped(nal: bytes) -> bytes:
    return _ESCAPE.sub(b"\x00\x00\x03", nal)


class _Sequence(NamedTuple):
    frame_num_bits: int
    macroblocks: int


class _Picture(NamedTuple):
    one_reference: bool
    deblocking_flag: bool


def _sequence(nal: bytes) -> _Sequence:
    bits = _Bits(_unescaped(nal[1:]))
    if bits.fixed(8) in _HIGH_PROFILES:
        raise UnsuitableEncoder("high profile")
    bits.fixed(16)
    bits.golomb()
    frame_num_bits = bits.golomb() + 4
    if bits.golomb() != 2:  # noqa: PLR2004
        raise UnsuitableEncoder("pictures are reordered")
    bits.golomb()
    bits.fixed(1)
    columns, rows = bits.golomb() + 1, bits.golomb() + 1
    return _Sequence(frame_num_bits, columns * rows)


def _picture(nal: bytes) -> _Picture:
    bits = _Bits(_unescaped(nal[1:]))
    bits.golomb()
    bits.golomb()
    cabac, _ = bits.fixed(1), bits.fixed(1)
    slice_groups, references, _ = bits.golomb(), bits.golomb(), bits.golomb()
    weighted, _ = bits.fixed(1), bits.fixed(2)
    if cabac or slice_groups or weighted:
        raise UnsuitableEncoder("entropy coding, slice groups or weights")
    for _ in range(3):
        bits.golomb()
    return _Picture(one_reference=references == 0, deblocking_flag=bool(bits.fixed(1)))


@dataclass(frozen=True)
class PictureHeaders:
    """What a slice header must agree with, read from the encoder's own headers."""

    sequence: _Sequence
    picture: _Picture

    @classmethod
    def read(cls, extradata: bytes) -> "PictureHeaders":
        by_type = {nal[0] & 31: nal for nal in _nals(extradata)}
        return cls(_sequence(by_type[_SPS]), _picture(by_type[_PPS]))

    def _frame_num(self, number: int) -> str:
        width = self.sequence.frame_num_bits
        return f"{number % (1 << width):0{width}b}"

    @property
    def cycle(self) -> int:
        """Frame numbers repeat after this many pictures."""
        return 1 << self.sequence.frame_num_bits

    def repeat(self, number: int) -> bytes:
        """The picture number `number` since the last IDR: the same as the one before."""
        return _repeat(self, number % self.cycle)

    def renumbered(self, packet: bytes, number: int) -> bytes:
        """The encoder's P picture, told its true place since the last IDR."""
        return b"".join(_START + self._with_frame_num(nal, number) for nal in _nals(packet))

    def _with_frame_num(self, nal: bytes, number: int) -> bytes:
        if nal[0] & 31 != _NON_IDR:
            return nal
        raw = _unescaped(nal)
        head = f"{int.from_bytes(raw[1:9], 'big'):0{8 * len(raw[1:9])}b}"
        bits = _Bits(raw[1:9])
        for _ in range(3):
            bits.golomb()
        end = bits.position + self.sequence.frame_num_bits
        head = head[: bits.position] + self._frame_num(number) + head[end:]
        return _escaped(raw[:1] + int(head, 2).to_bytes(len(head) // 8, "big") + raw[9:])


@cache
def _repeat(headers: PictureHeaders, number: int) -> bytes:
    bits = _golomb(0) + _golomb(_P_SLICE_ALL) + _golomb(0) + headers._frame_num(number)  # noqa: SLF001
    bits += "0" if headers.picture.one_reference else "1" + _golomb(0)
    bits += "00"  # references in their natural order, none marked
    bits += _golomb(0)  # the picture's own quantiser
    if headers.picture.deblocking_flag:
        bits += _golomb(1)  # leave block edges alone
    bits += _golomb(headers.sequence.macroblocks) + "1"
    bits += "0" * (-len(bits) % 8)
    slice_bytes = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return _START + _escaped(b"\x41" + slice_bytes)
