"""Try to film a scene ahead of itself, in a process that can be dropped."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from render.ahead.crowd import UNSUITED, Unsuited
from render.ahead.director import Director
from render.ahead.renderer import AheadRenderer
from render.ahead.tally import Tally
from render.footage import Counted, Footage

_log = logging.getLogger(__name__)
_CODES: Final = (0, 1)


def renderer_ahead(
    workers: int, folder: Path, tally: Tally, continued: Callable[[Counted], Footage]
) -> type[AheadRenderer]:
    """The renderer to film with; `continued` opens the footage that a worker goes on with."""
    director = Director(workers, folder, tally.counted)

    def open_footage(taken: int) -> Footage:
        footage = continued(lambda frames: director.count(frames - taken))
        footage.taken = taken
        return footage

    AheadRenderer.director, AheadRenderer.tally = director, tally
    AheadRenderer.open_footage = staticmethod(open_footage)
    return AheadRenderer


def attempted(film: Callable[[], int]) -> int | None:
    """The exit code of filming in a process of its own; None when the scene does not suit."""
    pid = os.fork()
    if pid == 0:
        os._exit(film())
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code in _CODES else None


def give_up(error: BaseException) -> None:
    """A worker ends with any error, the director with one that says so; others are the scene's."""
    if AheadRenderer.director.is_worker:
        os._exit(UNSUITED)
    if isinstance(error, Unsuited):
        _log.info("filmed by one process: %s", error)
        os._exit(UNSUITED)
