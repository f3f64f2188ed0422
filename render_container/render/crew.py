"""The film crew as the render task sees it: the warm parent, behind two pipes."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Final, NamedTuple, Self

from render.runs import CALLERS_CODE, ISOLATION, UNSAFE, Work

_PASSED_ON: Final = ("PATH", "HOME", "LANG", ISOLATION, CALLERS_CODE)
_PATIENCE: Final = 3.0


class CrewLost(Exception):
    """The warm parent is gone; nothing can be filmed any more. The message is for people."""


class Ending(NamedTuple):
    """How a run ended, `how` in the jail's words; what it left lies in `kept`."""

    folder: Path
    kept: Path
    seconds: float
    trouble: str | None
    how: str


class Crew:
    """Starts at once, so that Manim is imported while the inputs are still on their way."""

    def __init__(self, scratch: Path) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        environment["OPENBLAS_NUM_THREADS"] = "1"
        environment["PYTHONHASHSEED"] = "0"  # sets of strings in one order: same scene, same film
        self._parent = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "render.warm", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # an order that could not be sent must not be tried again at the close
            cwd=scratch,
            env=environment,
        )
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._orders: IO[bytes] = self._parent.stdin
        self._endings: int = self._parent.stdout.fileno()
        self._unread = b""

    def film(self, folder: Path, limit: float, work: Work = "film") -> None:
        """Have the order in this folder carried out as soon as a processor is free."""
        order = json.dumps({"work": work, "folder": str(folder), "limit": limit})
        try:
            self._orders.write(order.encode() + b"\n")
        except BrokenPipeError as error:
            raise self._lost() from error

    def endings(self, timeout: float) -> list[Ending]:
        """The runs that ended since the last call; waits this long for the first."""
        if not select.select([self._endings], [], [], timeout)[0]:
            return []
        chunk = os.read(self._endings, 1 << 16)
        if not chunk:
            raise self._lost()
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        endings = [json.loads(line) for line in lines]
        return [
            Ending(**(each | {"folder": Path(each["folder"]), "kept": Path(each["kept"])}))
            for each in endings
        ]

    def _lost(self) -> CrewLost:
        if self._parent.wait() == UNSAFE:
            return CrewLost("This platform cannot confine scenes (platform_unsafe).")
        return CrewLost("The scene processes could not be started.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._parent.terminate()
        try:
            self._parent.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._parent.kill()
            self._parent.wait()
        self._orders.close()
        assert self._parent.stdout is not None
        self._parent.stdout.close()
