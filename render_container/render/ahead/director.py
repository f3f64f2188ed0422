"""Decides, play call by play call, where one worker's stretch ends and the next one's begins."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from manim import Scene

from render.ahead.board import Board
from render.ahead.crowd import Crowd, Left, Unsuited, leave
from render.ahead.state import digest
from render.ahead.tally import Tally
from render.clip import Clip
from render.footage import Footage

_BEYOND_ALL: Final = 1 << 62
SHORTEST: Final = 60
LONGEST: Final = 240
"""Moving frames of a stretch: each begins with a whole picture, which costs time and bytes."""


class Director:
    """The same object in the director's process and, after a fork, in each worker's."""

    def __init__(self, workers: int, folder: Path, told: Callable[[int], None]) -> None:
        self._folder = folder
        self._board = Board()
        self._crowd = Crowd(workers, folder, self._board, told)
        self._expected: list[str] = []
        self._stretch: int | None = None
        self.pending = 0

    @property
    def is_worker(self) -> bool:
        return self._stretch is not None

    @property
    def stretches(self) -> int:
        return self._crowd.stretches

    def turn(self, scene: Scene) -> bool:
        """Before a play call: True in a worker whose stretch begins here."""
        play = scene.renderer.num_plays
        begins = self._may_cut(play) and self._cut(scene, play)
        if not begins:
            self._board.decide(play)
        return begins

    def is_over(self, play: int) -> bool:
        """In a worker, before this play call or on the way to it: whether its stretch ends here.

        Waits for the director, so that files which both would write are the director's.
        """
        assert self._stretch is not None
        return self._board.ends_here(self._stretch, play)

    def count(self, frames: int) -> None:
        """In a worker: so many frames of its stretch are taken."""
        assert self._stretch is not None
        self._board.count(self._stretch, frames)

    def deliver(self, scene: Scene, footage: Footage) -> None:
        """In a worker: leave what was filmed, and the state it ended in."""
        assert self._stretch is not None
        clip = footage.finish()
        assert isinstance(clip, Clip)
        leave(self._folder, self._stretch, Left(clip, footage.warnings, digest(scene).hex()))

    def gather(self, tally: Tally) -> tuple[Clip, list[str]]:
        """When the scene is over: every worker's clip in one, once nothing speaks against it."""
        if not self._crowd.stretches:
            raise Unsuited("nothing was played")
        self._board.decide(_BEYOND_ALL)
        parts = self._crowd.collect()
        for number, (part, expected) in enumerate(zip(parts, self._expected, strict=False)):
            if part.state != expected:  # the last one's end is no other's beginning
                raise Unsuited(f"stretch {number} ended in another state")
        joined = tuple(frame for part in parts for frame in part.clip.frames)
        if len(joined) != tally.expected:
            raise Unsuited(f"{len(joined)} frames instead of {tally.expected}")
        return Clip(parts[0].clip.headers, joined), [w for part in parts for w in part.warnings]

    def _may_cut(self, play: int) -> bool:
        if not self._crowd.stretches:
            return True
        if self.pending < SHORTEST:
            return False
        if self._crowd.has_room():
            return True
        if self.pending < LONGEST:
            return False
        last = self._crowd.stretches - 1
        if self._crowd.wait_for_room_or(lambda: self._board.has_arrived(last, play)):
            return True
        self.pending = 0  # its worker is done with all of it, and goes on
        return False

    def _cut(self, scene: Scene, play: int) -> bool:
        number = self._crowd.stretches
        if number:
            self._expected.append(digest(scene).hex())
            self._board.close(number - 1, play)
        self._board.decide(play)
        self.pending = 0
        if self._crowd.fork():
            self._stretch = number
            return True
        return False
