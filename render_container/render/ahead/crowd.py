"""The workers of one scene: forked one per stretch, waited for, and what they left."""

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from render.ahead.board import MOST_STRETCHES, Board
from render.clip import Clip

UNSUITED: Final = 3
_PAUSE: Final = 0.002


class Unsuited(Exception):
    """This scene cannot be filmed ahead of itself; one process can."""


class Left(NamedTuple):
    """What a worker left: its frames, what it found wrong, and the state it ended in."""

    clip: Clip
    warnings: list[str]
    state: str


def leave(folder: Path, stretch: int, left: Left) -> None:
    left.clip.write(_clip_path(folder, stretch))
    note = {"warnings": left.warnings, "state": left.state}
    _note_path(folder, stretch).write_text(json.dumps(note))


def _clip_path(folder: Path, stretch: int) -> Path:
    return folder / f"stretch_{stretch:03d}.bin"


def _note_path(folder: Path, stretch: int) -> Path:
    return folder / f"stretch_{stretch:03d}.json"


class Crowd:
    """At most `size` workers at once."""

    def __init__(self, size: int, folder: Path, board: Board, told: Callable[[int], None]) -> None:
        self._size = size
        self._folder = folder
        self._board = board
        self._told = told
        self._working: set[int] = set()
        self.stretches = 0

    def fork(self) -> bool:
        """Begin a stretch; True in the worker."""
        if self.stretches == MOST_STRETCHES:
            raise Unsuited("too many stretches")
        chance = random.getstate()  # Python seeds anew in every child
        pid = os.fork()
        if pid == 0:
            random.setstate(chance)
            return True
        self._working.add(pid)
        self.stretches += 1
        return False

    def has_room(self) -> bool:
        self._reap()
        return len(self._working) < self._size

    def wait_for_room_or(self, condition: Callable[[], bool]) -> bool:
        """Wait for either; True when there is room."""
        while not self.has_room():
            if condition():
                return False
            time.sleep(_PAUSE)
        return True

    def collect(self) -> list[Left]:
        """Wait for everybody; what they left, in order."""
        while self._working:
            self._reap()
            time.sleep(_PAUSE)
        return [self._left(stretch) for stretch in range(self.stretches)]

    def _left(self, stretch: int) -> Left:
        note = json.loads(_note_path(self._folder, stretch).read_bytes())
        path = _clip_path(self._folder, stretch)
        clip = Clip.read(path)
        path.unlink()
        return Left(clip, note["warnings"], note["state"])

    def _reap(self) -> None:
        self._told(self._board.frames)
        for pid in list(self._working):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._working.remove(pid)
                if status:
                    raise Unsuited(f"a worker ended with status {status}")
