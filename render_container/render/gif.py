"""Pictures of a reel as an endless GIF with one palette, as good as 256 colours can be."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from av.filter import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

from render.reel import Shown
from studio.domain.render import Format

_CENTISECOND: Final = Fraction(1, 100)
_PIXELS: Final = VideoFormat("rgb0")
_SHORTEST: Final = 2
"""Centiseconds; browsers show what is meant to be shorter five times as long."""

Reel = Callable[[], Iterator[Shown]]


def write_gif(path: Path, reel: Reel, format_: Format) -> None:
    """Reads the reel twice: first for the palette."""
    palette = _palette(reel, format_)
    graph, source = Graph(), None
    source = graph.add_buffer(
        width=format_.width, height=format_.height, format=_PIXELS, time_base=_CENTISECOND
    )
    colours = graph.add_buffer(
        width=palette.width,
        height=palette.height,
        format=palette.format,
        time_base=_CENTISECOND,
    )
    use = graph.add("paletteuse", "dither=bayer:bayer_scale=5:diff_mode=rectangle")
    sink = graph.add("buffersink")
    source.link_to(use, 0, 0)
    colours.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    palette.pts, palette.time_base = 0, _CENTISECOND
    colours.push(palette)
    colours.push(None)
    options = {"loop": "0", "final_delay": str(_last(reel, format_))}
    with av.open(str(path), "w", format="gif", options=options) as film:
        stream: Any = film.add_stream("gif", rate=Fraction(100))
        stream.width, stream.height, stream.pix_fmt = format_.width, format_.height, "pal8"
        stream.codec_context.time_base = _CENTISECOND
        for frame in _timed(reel, format_):
            source.push(frame)
            _encode(graph, stream, film)
        source.push(None)
        _encode(graph, stream, film)
        film.mux(stream.encode(None))


def _last(reel: Reel, format_: Format) -> int:
    """How long the last picture is seen, in hundredths."""
    *_, shown = reel()
    return max(round(shown.frames * 100 / format_.fps), _SHORTEST)


def _encode(graph: Any, stream: Any, film: Any) -> None:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        film.mux(stream.encode(frame))


def _timed(reel: Reel, format_: Format) -> Iterator[VideoFrame]:
    """A frame when its picture begins; of those too close to each other the last."""
    taken, last = 0, -_SHORTEST
    waiting: tuple[int, VideoFrame] | None = None
    for shown in reel():
        start = round(taken * 100 / format_.fps)
        taken += shown.frames
        if waiting is not None and start - waiting[0] >= _SHORTEST:
            yield _at(*waiting)
            last, waiting = waiting[0], None
        if start - last >= _SHORTEST or waiting is not None:
            at = waiting[0] if waiting is not None else start
            waiting = (at, _frame(shown.pixels))
    assert waiting is not None
    yield _at(*waiting)


def _at(start: int, frame: VideoFrame) -> VideoFrame:
    frame.pts, frame.time_base = start, _CENTISECOND
    return frame


def _palette(reel: Reel, format_: Format) -> VideoFrame:
    graph = Graph()
    source = graph.add_buffer(
        width=format_.width, height=format_.height, format=_PIXELS, time_base=_CENTISECOND
    )
    make = graph.add("palettegen", "reserve_transparent=0:stats_mode=full")
    sink = graph.add("buffersink")
    source.link_to(make)
    make.link_to(sink)
    graph.configure()
    for number, shown in enumerate(reel()):
        source.push(_at(number, _frame(shown.pixels)))
    source.push(None)
    palette = graph.pull()
    assert isinstance(palette, VideoFrame)
    return palette


def _frame(pixels: Any) -> VideoFrame:
    height, width, _ = pixels.shape
    frame = VideoFrame(width, height, "rgb0")
    plane = np.frombuffer(frame.planes[0], np.uint8).reshape(height, -1)  # type: ignore[call-overload]
    plane[:, : width * 4] = pixels.reshape(height, width * 4)
    return frame
