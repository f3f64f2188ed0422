"""Paints and records pictures in a thread of its own, while the scene computes the next ones."""

import atexit
import threading
from collections.abc import Callable, Sequence
from queue import Queue
from typing import Final, Protocol

from render.canvas import Canvas, Pixels
from render.geometry import Rect

_AHEAD: Final = 8


class Keeper(Protocol):
    """Keeps pictures as they come; see `ClipEncoder`."""

    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None: ...

    def repeat(self, count: int) -> None: ...


class Painter:
    """Takes pictures from the scene's thread, some few of them ahead, and keeps their order.

    What goes wrong is raised in the scene's thread, with the next picture or at the end.
    The thread starts with the first picture: processes fork before that.
    """

    def __init__(self, recorder: Keeper) -> None:
        self._recorder = recorder
        self._waiting: Queue[Callable[[], None] | None] = Queue(_AHEAD)
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None
        self._abandoned = False

    def paint(self, canvas: Canvas, changed: Sequence[Rect]) -> None:
        """Record what the canvas shows by now; outside the rectangles it is as before."""
        painted = canvas.hand_over(self.wait)
        self._add(lambda: self._recorder.encode(painted(), changed))

    def repeat(self, count: int) -> None:
        """Record the last picture `count` times more."""
        self._add(lambda: self._recorder.repeat(count))

    def wait(self) -> None:
        """Until every picture is painted and nobody reads its pixels any more."""
        self._waiting.join()
        self._check()

    def finish(self) -> None:
        self._end()
        self._check()

    def abandon(self) -> None:
        """Paint no more: a process that ends frees what is painted with."""
        self._abandoned = True
        self._end()

    def _end(self) -> None:
        atexit.unregister(self.abandon)
        thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join()

    def _add(self, work: Callable[[], None]) -> None:
        self._check()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
            atexit.register(self.abandon)
        self._waiting.put(work)

    def _check(self) -> None:
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            if self._error is None and not self._abandoned:
                try:
                    work()
                except Exception as error:  # noqa: BLE001 - it is raised in the scene's thread
                    self._error = error
            self._waiting.task_done()
