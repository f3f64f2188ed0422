"""The warm parent: imports Manim and stagecraft once, then forks a process per run.

A run films a scene, or makes the finished film of what scenes left.

Orders come in as lines on standard input, endings go out as lines on standard
output. It is single-threaded, as only such a process forks safely, and it knows
no URL: what a scene could read here is of no use to it.
"""

import gc
import json
import logging
import os
import selectors
import signal
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

from jail import Ending, Jail, Outcome, PlatformUnsafe
from jail.kernel import die_with_parent
from jail.running import Running
from render import confinement
from render.deferred import deferred
from render.runs import UNSAFE, Work

_CHUNK: Final = 1 << 16
_GARBAGE: Final = 50_000
_LOOK_EVERY: Final = 0.1
_TOLD_WHY: Final = 1
"""Exit code of a run that failed in its own way: its result says what."""

_log = logging.getLogger(__name__)


class _Order(NamedTuple):
    work: Work
    folder: Path
    limit: float


class _Run(NamedTuple):
    order: _Order
    running: Running
    descriptor: int


def _prepare() -> None:
    """Import, patch and use once whatever every scene will need."""
    gc.disable()
    with deferred():
        import manim  # noqa: PLC0415 - the import is this process's purpose

    import stagecraft  # noqa: F401, PLC0415
    from render import film, speedups  # noqa: F401, PLC0415

    speedups.apply()
    with manim.tempconfig({"media_dir": os.path.realpath("media")}):
        manim.Text("0", font="Inter")
    gc.freeze()
    gc.enable()
    gc.set_threshold(_GARBAGE)


class _Parent:
    def __init__(self, jail: Jail, answers: int, at_once: int) -> None:
        self._jail = jail
        self._answers = answers
        self._at_once = at_once
        self._waiting: deque[_Order] = deque()
        self._runs: list[_Run] = []
        self._selector = selectors.DefaultSelector()
        self._selector.register(0, selectors.EVENT_READ)
        self._unread = b""

    def serve(self) -> None:
        """Work until standard input ends."""
        while True:
            self._start()
            if self._runs:
                _work("post")  # what joins the film is imported while its scenes are filmed
            ready = self._selector.select(_LOOK_EVERY if self._runs else None)
            if any(key.fd == 0 for key, _ in ready) and not self._listen():
                return
            for run in list(self._runs):
                outcome = run.running.step()
                if outcome is not None:
                    self._conclude(run, outcome)

    def _listen(self) -> bool:
        chunk = os.read(0, _CHUNK)
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            order = json.loads(line)
            self._waiting.append(_Order(order["work"], Path(order["folder"]), order["limit"]))
        return bool(chunk)

    def _start(self) -> None:
        while self._waiting and len(self._runs) < self._at_once:
            order = self._waiting.popleft()
            unfit = order.work == "film_strangers" and confinement.unfit_for_strangers(self._jail)
            if unfit:
                self._answer(order, 0.0, unfit, Ending.SETUP_FAILED)
                continue
            running = confinement.start(self._jail, order.folder, order.limit, _work(order.work))
            descriptor = running.fileno()
            self._selector.register(descriptor, selectors.EVENT_READ)
            self._runs.append(_Run(order, running, descriptor))

    def _conclude(self, run: _Run, outcome: Outcome) -> None:
        self._runs.remove(run)
        self._selector.unregister(run.descriptor)
        order = run.order
        confinement.keep(outcome, order.folder)
        if outcome.log.strip():
            _log.info("%s said:\n%s", order.folder.name, outcome.log.strip())
        trouble = _trouble(outcome, order.limit)
        self._answer(order, outcome.wall_seconds, trouble, outcome.ending)

    def _answer(self, order: _Order, seconds: float, trouble: str | None, how: Ending) -> None:
        answer = {
            "folder": str(order.folder),
            "kept": str(confinement.kept_folder(order.folder)),
            "seconds": seconds,
            "trouble": trouble,
            "how": how.value,
        }
        os.write(self._answers, json.dumps(answer).encode() + b"\n")

    def abandon_all(self) -> None:
        for run in self._runs:
            run.running.abandon()


def _work(name: Work) -> Callable[[Path], int]:
    from render.film import film  # noqa: PLC0415 - imported when the parent got ready
    from render.post import post  # noqa: PLC0415

    return post if name == "post" else film


def _trouble(outcome: Outcome, limit: float) -> str | None:
    """Why nothing it left counts; None when its files decide."""
    if outcome.ending is Ending.OK or outcome.exit_code == _TOLD_WHY:
        return None
    if outcome.ending in {Ending.WALL_TIMEOUT, Ending.CPU_LIMIT}:
        return f"it took longer than {limit:.0f} s"
    if outcome.ending is Ending.SETUP_FAILED:
        return f"it could not be confined ({outcome.trouble})"
    if outcome.ending is not Ending.USER_ERROR:
        return f"it was stopped ({outcome.ending.value})"
    if outcome.signal is not None:
        return f"killed by {signal.Signals(outcome.signal).name}"
    return f"ended with status {outcome.exit_code}"


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    die_with_parent(int(sys.argv[1]))
    sys.dont_write_bytecode = True
    answers = os.dup(1)
    os.dup2(2, 1)
    try:
        jail = confinement.open_jail(Path.cwd())
    except PlatformUnsafe:
        _log.exception("no scene will be filmed here")
        sys.exit(UNSAFE)
    parent = _Parent(jail, answers, len(os.sched_getaffinity(0)))

    def stop(number: int, frame: FrameType | None) -> Any:
        parent.abandon_all()
        os._exit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    _prepare()
    parent.serve()
    parent.abandon_all()


if __name__ == "__main__":
    main()
