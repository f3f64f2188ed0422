"""Pictures into H.264 packets: one encoder per clip, the same settings for all.

This is one of the two seams a native module may replace: it takes the pixels and
the rectangles that changed, and keeps a list of packets.
"""

import threading
from collections.abc import Sequence
from queue import Queue
from typing import Any, Final, Protocol

from render.clip import Clip
from render.geometry import Pixels, Rect
from render.native import load
from render.writer import WriterEncoding
from studio.domain.render import Format

_AHEAD: Final = 8


class Encoding(Protocol):
    """Collects the packets of one clip."""

    def look(self, pixels: Pixels, changed: Sequence[Rect]) -> Any:
        """Keep what changed, in the thread that painted it, in whatever form `encode` takes."""

    def encode(self, changed: Any) -> None:
        """Add one picture."""

    def repeat(self, count: int) -> None:
        """Show the last picture `count` frames longer."""

    def finish(self) -> Clip:
        """Everything that was added."""


def _encoding(format_: Format) -> Encoding:
    h264, canvas = load("h264"), load("canvas")
    if h264 is None or canvas is None:
        from render.x264 import X264Encoding  # noqa: PLC0415 - PyAV, where nothing was built

        return X264Encoding(format_)
    return WriterEncoding(format_, h264, canvas)


class ClipEncoder:
    """Takes pictures from one thread and encodes them in one of its own."""

    def __init__(self, format_: Format) -> None:
        self._encoding = _encoding(format_)
        self._waiting: Queue[Any] = Queue(_AHEAD)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None:
        """Add one picture; outside the rectangles it equals the one before."""
        self._waiting.put(self._encoding.look(pixels, changed))

    def repeat(self, count: int) -> None:
        """Show the last picture `count` frames longer."""
        self._waiting.put(count)

    def finish(self) -> Clip:
        self._waiting.put(None)
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._encoding.finish()

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            if self._error is None:
                try:
                    self._take(item)
                except Exception as error:  # noqa: BLE001 - it is raised in the thread that hands over
                    self._error = error

    def _take(self, item: Any) -> None:
        if isinstance(item, int):
            self._encoding.repeat(item)
        else:
            self._encoding.encode(item)
