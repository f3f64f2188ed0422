"""Watches a scene between its play calls, and remembers what is wrong with it."""

import sys
from pathlib import Path
from types import FrameType
from typing import Final

from manim import Scene

from studio.domain.problem import Problem
from studio.domain.render import Checks

_MOST_AFTER_THE_END: Final = 50


class Watch:
    """Of one scene, whose module this is; `problems` are the most telling first."""

    def __init__(self, module: Path, checks: Checks) -> None:
        self._module = str(module)
        self._checks = checks
        self._line: int | None = None
        self._end: int | None = None

    @property
    def seen_enough(self) -> bool:
        """Whether what is filmed from here on will not be kept."""
        return self._checks == "strict" and bool(self.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return ()

    def goes_on(self, play: int) -> bool:
        """After the last frame: whether this play call may run, unseen."""
        if self._end is None:
            self._end = play
        return play - self._end < _MOST_AFTER_THE_END

    def played(self, scene: Scene, at: float, filmed: float) -> None:
        """A play call is over, so many seconds after the start, of which it took some."""
        self._line = _own_line(sys._getframe(1), self._module) or self._line  # noqa: SLF001

    def finished(self, scene: Scene, at: float) -> None:
        """The scene is over."""


def _own_line(frame: FrameType | None, module: str) -> int | None:
    """Where `construct` is, or else the module's innermost function."""
    innermost = None
    while frame is not None:
        if frame.f_code.co_filename == module:
            innermost = innermost or frame.f_lineno
            if frame.f_code.co_name == "construct":
                return frame.f_lineno
        frame = frame.f_back
    return innermost
