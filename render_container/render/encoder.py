"""Pictures into H.264 packets: one encoder per clip, the same settings for all.

This is one of the two seams a native module may replace: it takes the pixels and
the rectangles that changed, and keeps a list of packets.
"""

from fractions import Fraction
from typing import Any, Final

import av
import numpy as np
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import Colorspace, VideoReformatter
from numpy.typing import NDArray

from render.clip import Clip, Frame
from render.geometry import Rect, within
from render.skip import PictureHeaders
from studio.domain.render import Format

Pixels = NDArray[np.uint8]

_BT709: Final = 1
_LIMITED_RANGE: Final = 1
_KEY_SECONDS: Final = 10
_MARGIN: Final = 8
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
    codec.color_range = _LIMITED_RANGE
    codec.thread_count = 1
    codec.options = dict(_OPTIONS)
    codec.flags |= Flags.global_header
    codec.open()
    assert isinstance(codec, VideoCodecContext)
    return codec


class _Planes:
    """A planar 4:2:0 picture kept up to date rectangle by rectangle."""

    def __init__(self, format_: Format) -> None:
        self.frame = VideoFrame(format_.width, format_.height, "yuv420p")
        self._planes = _views(self.frame, 1)
        self._bounds = Rect(0, 0, format_.width, format_.height)
        self._reformatters: dict[tuple[int, int], tuple[VideoFrame, VideoReformatter]] = {}

    def update(self, pixels: Pixels, changed: Rect) -> None:
        """Convert one rectangle; its surroundings come along, as chroma is filtered across."""
        outer = within(changed.grown(_MARGIN), self._bounds)
        converted = self._converted(pixels[outer.y0 : outer.y1, outer.x0 : outer.x1])
        left, top = changed.x0 - outer.x0, changed.y0 - outer.y0
        for plane, source, halved in zip(
            self._planes, _views(converted, 1), (0, 1, 1), strict=True
        ):
            rows = slice(top >> halved, (top + changed.height) >> halved)
            columns = slice(left >> halved, (left + changed.width) >> halved)
            plane[
                changed.y0 >> halved : changed.y1 >> halved,
                changed.x0 >> halved : changed.x1 >> halved,
            ] = source[rows, columns]

    def _converted(self, pixels: Pixels) -> VideoFrame:
        height, width = pixels.shape[:2]
        if (width, height) not in self._reformatters:
            if len(self._reformatters) > 64:  # noqa: PLR2004
                self._reformatters.clear()
            new = VideoFrame(width, height, "rgb0"), VideoReformatter()
            self._reformatters[width, height] = new
        source, reformatter = self._reformatters[width, height]
        _views(source, 4)[0][:] = pixels.reshape(height, width * 4)
        return reformatter.reformat(
            source,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=_LIMITED_RANGE,
            threads=1,
        )


def _views(frame: VideoFrame, pixel_bytes: int) -> list[Pixels]:
    return [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[  # type: ignore[call-overload]
            : plane.height, : plane.width * pixel_bytes
        ]
        for plane in frame.planes
    ]


class ClipEncoder:
    """Collects the packets of one clip; repeated pictures cost no encoding."""

    def __init__(self, format_: Format) -> None:
        self._codec = _opened(format_)
        assert self._codec.extradata is not None
        self._headers = PictureHeaders.read(self._codec.extradata)
        self._planes = _Planes(format_)
        self._planes.frame.time_base = self._codec.time_base
        self._key_distance = _KEY_SECONDS * format_.fps
        self._since_key = 0
        self._frames: list[Frame] = []
        self._fed = 0

    def encode(self, pixels: Pixels, changed: list[Rect]) -> None:
        """Add one picture; outside the rectangles it equals the one before."""
        for rect in changed:
            self._planes.update(pixels, rect)
        self._encode(key=not self._frames or self._since_key >= self._key_distance)

    def repeat(self, count: int) -> None:
        """Show the last picture `count` frames longer."""
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
