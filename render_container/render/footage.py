"""Footage: exactly so many frames of one scene, however many its code asks for."""

from collections.abc import Callable, Sequence

from render.canvas import Canvas, Overlay
from render.clip import Clip
from render.encoder import ClipEncoder
from render.geometry import Rect
from studio.domain.render import Format

Covers = Callable[[int], Overlay | None]
Counted = Callable[[int], None]


def bare(frame: int) -> Overlay | None:
    """Nothing over the picture at any frame."""
    return None


def uncounted(frames: int) -> None:
    """Tell nobody how far the footage is."""


class Footage:
    """Counts the frames, changes what lies over them in time, and encodes them."""

    def __init__(
        self, format_: Format, frames: int, covers: Covers = bare, counted: Counted = uncounted
    ) -> None:
        self._encoder = ClipEncoder(format_)
        self._length = frames
        self._covers = covers
        self._counted = counted
        self._cover: Overlay | None = None
        self.taken = 0
        self.warnings: list[str] = []

    @property
    def remaining(self) -> int:
        return self._length - self.taken

    def picture(self, canvas: Canvas, draw: Callable[[], Sequence[Rect]]) -> None:
        """Take one frame of what `draw` puts on the canvas."""
        self._change_cover(canvas)
        self._take(canvas, draw())

    def hold(self, canvas: Canvas, frames: int) -> None:
        """Take this many frames of the canvas as it is."""
        for _ in range(frames):
            self._change_cover(canvas)
            self._take(canvas, canvas.refresh())

    def _change_cover(self, canvas: Canvas) -> None:
        cover = self._covers(self.taken)
        if cover is not self._cover:
            canvas.cover(cover)
            self._cover = cover

    def _take(self, canvas: Canvas, changed: Sequence[Rect]) -> None:
        if changed:
            self._encoder.encode(canvas.pixels, changed)
        else:
            self._encoder.repeat(1)
        self.taken += 1
        self._counted(self.taken)

    def finish(self) -> Clip:
        assert self.remaining == 0
        return self._encoder.finish()
