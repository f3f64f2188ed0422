"""What one take of a scene left: a usable clip, or what is wrong with the scene."""

import re
from pathlib import Path
from typing import Final, Literal, NamedTuple

from jail import Ending as How
from render.clip import Clip, DamagedClip
from render.crew import Ending
from render.endings import sentence
from render.order import CLIP, RESULT, FilmResult
from studio.domain.problem import Problem

Take = Literal["scene", "plain scene", "still"]

_TOO_SLOW: Final = frozenset({How.WALL_TIMEOUT, How.CPU_LIMIT})
_SIMPLER: Final = "Make the scene simpler: fewer objects, no loop that may not end."
_LONGEST_TROUBLE: Final = 600
_LONGEST_MESSAGE: Final = 4000
_LINE: Final = re.compile(r" \(line ([1-9]\d{0,6})\)$")


class Left(NamedTuple):
    clip: Path | None
    result: FilmResult
    problems: tuple[Problem, ...] = ()
    """Of the scene; there are some wherever there is no clip."""

    @property
    def trouble(self) -> str:
        """Why there is no clip, in a few words."""
        told = self.result.failure or next(iter(self.result.problems), None)
        return str(told or "it left no usable clip")[:_LONGEST_TROUBLE]


def left_by(ending: Ending, frames: int, limit: float) -> Left:
    """Believes nothing that it has not read itself: a scene may leave anything."""
    if ending.trouble is not None:
        return Left(None, FilmResult(failure=ending.trouble), (_stopped(ending, limit),))
    clip, result = _read(ending, frames)
    if clip is not None or result.problems:
        return Left(clip, result, result.problems)
    return Left(None, result, (_failed(result),))


def _read(ending: Ending, frames: int) -> tuple[Path | None, FilmResult]:
    try:
        result = FilmResult.model_validate_json((ending.kept / RESULT).read_bytes())
    except (OSError, ValueError):
        return None, FilmResult()
    if result.failure is not None:
        return None, result
    clip = ending.kept / CLIP
    try:
        fits = len(Clip.read(clip).frames) == frames
    except (OSError, DamagedClip):
        return None, result
    return (clip if fits else None), result


def _stopped(ending: Ending, limit: float) -> Problem:
    slow = ending.how in _TOO_SLOW
    return Problem(
        kind="timeout" if slow else "crash",
        message=sentence(ending, limit)[:_LONGEST_MESSAGE],
        hint=_SIMPLER if slow or ending.how in (How.MEMORY, How.DISK) else "",
    )


def _failed(result: FilmResult) -> Problem:
    message = result.failure or "The scene left no film of its length."
    line = _LINE.search(message)
    return Problem(
        kind="crash",
        message=_LINE.sub("", message)[:_LONGEST_MESSAGE],
        line=int(line[1]) if line else None,
    )
