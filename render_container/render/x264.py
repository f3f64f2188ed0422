"""Pictures into H.264 packets by x264, where our own writer is not built."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from render.clip import KEY_SECONDS, Clip, Frame
from render.geometry import Pixels, Rect
from render.planes import LIMITED_RANGE, Piece, Planes, cut_out
from render.skip import PictureHeaders
from studio.domain.render import Format

_BT709: Final = 1
_OPTIONS: Final = {
    "preset": "ultrafast",
    "tune": "zerolatency",
    "forced-idr": "1",
    "x264-params": "qp=22:keyint=infinite:scenecut=0:cabac=0:bframes=0:ref=1:weightp=0"
    ":8x8dct=0:annexb=1:repeat-headers=0:log-level=0",
}


def _opened(format_: Format) -> VideoCodecContext:
    codec: Any = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = format_.width, format_.height, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, format_.fps), Fraction(format_.fps)
    codec.colorspace = codec.color_primaries = codec.color_trc = _BT709
    codec.color_range = LIMITED_RANGE
    codec.thread_count = 1
    codec.options = dict(_OPTIONS)
    codec.flags |= Flags.global_header
    codec.open()
    assert isinstance(codec, VideoCodecContext)
    return codec


class X264Encoding:
    """Collects the packets of one clip; repeated pictures cost no encoding."""

    def __init__(self, format_: Format) -> None:
        self._codec = _opened(format_)
        assert self._codec.extradata is not None
        self._headers = PictureHeaders.read(self._codec.extradata)
        self._planes = Planes(format_)
        self._planes.frame.time_base = self._codec.time_base
        self._key_distance = KEY_SECONDS * format_.fps
        self._since_key = 0
        self._frames: list[Frame] = []
        self._fed = 0

    def look(self, pixels: Pixels, changed: Sequence[Rect]) -> list[Piece]:
        """Copy what changed, in the thread that painted it."""
        return [cut_out(pixels, rect) for rect in changed]

    def encode(self, changed: list[Piece]) -> None:
        for piece in changed:
            self._planes.lay(piece)
        self._encode(key=not self._frames or self._since_key >= self._key_distance)

    def repeat(self, count: int) -> None:
        for _ in range(count):
            self._since_key += 1
            if self._since_key >= self._key_distance:
                self._encode(key=True)
            else:
                self._frames.append(Frame(self._headers.repeat(self._since_key), key=False))

    def _encode(self, *, key: bool) -> None:
        frame = self._planes.frame
        frame.pict_type = PictureType.I if key else PictureType.NONE
        frame.pts = self._fed
        self._fed += 1
        (packet,) = self._codec.encode(frame)
        if key:
            self._since_key, self._fed_at_key = 0, self._fed
            self._frames.append(Frame(bytes(packet), key=True))
            return
        self._since_key += 1
        ahead = self._since_key - (self._fed - self._fed_at_key)
        content = bytes(packet)
        if ahead % self._headers.cycle:
            content = self._headers.renumbered(content, self._since_key)
        self._frames.append(Frame(content, key=False))

    def finish(self) -> Clip:
        assert self._codec.extradata is not None
        return Clip(self._codec.extradata, tuple(self._frames))
