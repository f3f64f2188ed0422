"""Footage as the director knows it: a number of frames that others film."""

from collections.abc import Callable, Sequence

from render.canvas import Canvas, Pixels
from render.clip import Clip
from render.footage import Counted, Footage, uncounted
from render.geometry import Rect
from studio.domain.render import Format


class _Workers:
    """Records nothing: the clip is what the workers bring."""

    clip: Clip | None = None

    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None:
        raise NotImplementedError

    def repeat(self, count: int) -> None:
        raise NotImplementedError

    def finish(self) -> Clip:
        assert self.clip is not None
        return self.clip


class Tally(Footage):
    """Counts, and draws nothing."""

    def __init__(self, format_: Format, frames: int | None, counted: Counted = uncounted) -> None:
        self._workers = _Workers()
        self.counted = counted
        super().__init__(format_, frames, recorder=self._workers)

    def picture(self, canvas: Canvas, draw: Callable[[], Sequence[Rect]]) -> None:
        self.taken += 1

    def hold(self, canvas: Canvas, frames: int) -> None:
        self.taken += frames

    @property
    def expected(self) -> int:
        """Frames when all are in."""
        return self.taken if self.open_ended else self.taken + self.remaining

    def bring(self, clip: Clip, warnings: Sequence[str]) -> None:
        self._workers.clip = clip
        self.taken = self.expected
        self.warnings += warnings
