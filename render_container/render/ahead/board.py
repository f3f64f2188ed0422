"""What the director and its workers tell each other: a few numbers in shared memory."""

import mmap
import os
import time
from typing import Final

import numpy as np

MOST_STRETCHES: Final = 512
_OPEN: Final = -1
_ABANDONED: Final = 4
_PAUSE: Final = 0.001


class Board:
    """Written by one process each; a stretch is a run of play calls that one worker films."""

    def __init__(self) -> None:
        numbers = np.frombuffer(mmap.mmap(-1, 8 * (1 + 3 * MOST_STRETCHES)), np.int64)
        self._decided = numbers[:1]
        self._ends, self._arrived, self._frames = numbers[1:].reshape(3, MOST_STRETCHES)
        self._ends[:] = _OPEN
        self._director = os.getpid()

    def close(self, stretch: int, play: int) -> None:
        """The stretch ends before this play call."""
        self._ends[stretch] = play

    def decide(self, play: int) -> None:
        """Whether a stretch ends before this play call is settled, and before all earlier ones."""
        self._decided[0] = play + 1

    def ends_here(self, stretch: int, play: int) -> bool:
        """Waits until the director has decided it, and has run all code before this play call."""
        self._arrived[stretch] = play + 1
        while self._decided[0] <= play:
            if os.getppid() != self._director:
                os._exit(_ABANDONED)
            time.sleep(_PAUSE)
        return bool(self._ends[stretch] == play)

    def has_arrived(self, stretch: int, play: int) -> bool:
        """Whether the stretch's worker waits at this play call."""
        return bool(self._arrived[stretch] > play)

    def count(self, stretch: int, frames: int) -> None:
        self._frames[stretch] = frames

    @property
    def frames(self) -> int:
        """Taken by all workers so far."""
        return int(self._frames.sum())
