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


class Attempt:
    """The director of one scene, and the footage that its workers continue."""

    def __init__(
        self, workers: int, folder: Path, tally: Tally, continued: Callable[[Counted], Footage]
    ) -> None:
        self.tally = tally
        self._director = Director(workers, folder, tally.counted)
        self._continued = continued

    def install(self) -> type[AheadRenderer]:
        """The renderer to film with."""
        AheadRenderer.director = self._director
        AheadRenderer.tally = self.tally
        AheadRenderer.open_footage = self._open
        return AheadRenderer

    def _open(self, taken: int) -> Footage:
        footage = self._continued(lambda frames: self._director.count(frames - taken))
        footage.taken = taken
        return footage


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
