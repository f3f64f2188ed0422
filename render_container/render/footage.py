"""Footage: the frames of one scene, exactly so many or for as long as it plays."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from render.canvas import Canvas, Overlay
from render.encoder import ClipEncoder
from render.geometry import Rect
from render.order import LONGEST_SCENE
from render.painter import Keeper, Painter
from studio.domain.render import Format

Covers = Callable[[int], Overlay | None]
Counted = Callable[[int], None]


class Recording(Protocol):
    """What was filmed, ready to be put into a file."""

    def write(self, path: Path) -> None: ...


class Recorder(Keeper, Protocol):
    """Keeps pictures, and has a recording of them in the end."""

    def finish(self) -> Recording: ...


def bare(frame: int) -> Overlay | None:
    """Nothing over the picture at any frame."""
    return None


def uncounted(number: int) -> None:
    """Tell nobody how far the footage is."""


class Footage:
    """Counts the frames, changes what lies over them in time, and records them.

    Without a number of frames it is as long as its scene, up to `LONGEST_SCENE`.
    """

    def __init__(
        self,
        format_: Format,
        frames: int | None,
        covers: Covers = bare,
        counted: Counted = uncounted,
        *,
        recorder: Recorder | None = None,
    ) -> None:
        self._recorder = recorder or ClipEncoder(format_)
        self._painter = Painter(self._recorder)
        self._most = frames or LONGEST_SCENE * format_.fps
        self._covers = covers
        self._counted = counted
        self._cover: Overlay | None = None
        self.open_ended = frames is None
        self.taken = 0
        self.play_call = 0
        self.warnings: list[str] = []

    @property
    def remaining(self) -> int:
        """Frames that it still takes."""
        return self._most - self.taken

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
            self._painter.paint(canvas, changed)
        else:
            self._painter.repeat(1)
        self.taken += 1
        self._counted(self.taken)

    def finish(self) -> Recording:
        assert self.open_ended or not self.remaining
        self._painter.finish()
        return self._recorder.finish()
