"""Pictures of a reel as VP9 with transparency, in WebM."""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from render.reel import Shown
from studio.domain.render import Format

_OPTIONS: Final = {
    "deadline": "realtime",
    "cpu-used": "7",
    "crf": "24",
    "b": "0",
    "row-mt": "1",
    "auto-alt-ref": "0",  # cannot go with transparency
}
_BT709: Final = 1


def write_webm(path: Path, reel: Iterator[Shown], format_: Format, sound: bytes | None) -> None:
    """`sound` is Opus in a container of its own."""
    with av.open(str(path), "w", format="webm") as film:
        stream: Any = film.add_stream("libvpx-vp9", rate=format_.fps, options=dict(_OPTIONS))
        stream.width, stream.height, stream.pix_fmt = format_.width, format_.height, "yuva420p"
        stream.codec_context.time_base = Fraction(1, format_.fps)
        stream.codec_context.colorspace = stream.codec_context.color_primaries = _BT709
        stream.codec_context.gop_size = 10 * format_.fps
        stream.metadata["alpha_mode"] = "1"
        if sound is not None:
            heard = av.open(io.BytesIO(sound), "r")
            audio = film.add_stream_from_template(heard.streams.audio[0])
        number = 0
        for shown in reel:
            frame = _frame(shown.pixels)
            for _ in range(shown.frames):
                frame.pts, frame.time_base = number, Fraction(1, format_.fps)
                film.mux(stream.encode(frame))
                number += 1
        film.mux(stream.encode(None))
        if sound is not None:
            for packet in heard.demux(audio=0):
                if packet.dts is not None:
                    packet.stream = audio
                    film.mux(packet)


def _frame(pixels: NDArray[np.uint8]) -> VideoFrame:
    frame = VideoFrame.from_ndarray(straight(pixels), format="rgba")
    return frame.reformat(format="yuva420p", dst_colorspace="ITU709", dst_color_range="MPEG")


def straight(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Colours no longer multiplied by their opacity."""
    opacity = pixels[..., 3]
    if (opacity == np.iinfo(np.uint8).max).all():
        return np.ascontiguousarray(pixels)
    result = pixels.copy()
    partly = (opacity > 0) & (opacity < np.iinfo(np.uint8).max)
    colours = pixels[partly, :3].astype(np.uint32) * 255
    divisor = opacity[partly].astype(np.uint32)[:, None]
    result[partly, :3] = np.minimum((colours + divisor // 2) // divisor, 255)
    return result
