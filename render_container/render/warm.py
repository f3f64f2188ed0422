"""The warm parent: imports Manim and stagecraft once, then forks a process per scene.

Orders come in as lines on standard input, endings go out as lines on standard
output. It is single-threaded, as only such a process forks safely, and it knows
no URL: what a scene could read here is of no use to it.
"""

import ctypes
import gc
import json
import os
import resource
import selectors
import signal
import sys
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

_KEPT_VARIABLES: Final = ("PATH", "HOME", "LANG")
_LARGEST_FILE: Final = 2 << 30
_PR_SET_PDEATHSIG: Final = 1
_FIRST_TO_DIE: Final = "1000"
_CHUNK: Final = 1 << 16
_GARBAGE: Final = 50_000


@dataclass(frozen=True)
class _Running:
    folder: str
    pid: int
    started: float
    deadline: float


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent goes, however it goes."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _prepare() -> None:
    """Import, patch and use once whatever every scene will need."""
    gc.disable()
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
    def __init__(self, answers: int, at_once: int) -> None:
        self._answers = answers
        self._at_once = at_once
        self._waiting: deque[tuple[str, float]] = deque()
        self._running: dict[int, _Running] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(0, selectors.EVENT_READ)
        self._unread = b""

    def serve(self) -> None:
        """Work until standard input ends."""
        while True:
            self._start()
            for key, _ in self._selector.select(self._patience()):
                if key.fd != 0:
                    self._reap(key.fd)
                elif not self._listen():
                    return
            self._kill_late()

    def _patience(self) -> float | None:
        now = time.monotonic()
        left = [max(running.deadline - now, 0.0) for running in self._running.values()]
        return min(left, default=None)

    def _listen(self) -> bool:
        chunk = os.read(0, _CHUNK)
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            order = json.loads(line)
            self._waiting.append((order["folder"], order["limit"]))
        return bool(chunk)

    def _start(self) -> None:
        while self._waiting and len(self._running) < self._at_once:
            folder, limit = self._waiting.popleft()
            parent, started = os.getpid(), time.monotonic()
            pid = os.fork()
            if not pid:
                _become_scene(Path(folder), parent)
            ending = os.pidfd_open(pid)
            self._selector.register(ending, selectors.EVENT_READ)
            self._running[ending] = _Running(folder, pid, started, started + limit)

    def _reap(self, ending: int) -> None:
        running = self._running.pop(ending)
        self._selector.unregister(ending)
        os.close(ending)
        _kill_group(running.pid)
        _, status = os.waitpid(running.pid, 0)
        seconds = time.monotonic() - running.started
        answer = {
            "folder": running.folder,
            "seconds": seconds,
            "exit_code": os.waitstatus_to_exitcode(status),
            "over_limit": running.started + seconds >= running.deadline,
        }
        os.write(self._answers, json.dumps(answer).encode() + b"\n")

    def _kill_late(self) -> None:
        now = time.monotonic()
        for running in self._running.values():
            if now >= running.deadline:
                _kill_group(running.pid)

    def kill_all(self) -> None:
        for running in self._running.values():
            _kill_group(running.pid)


def _kill_group(leader: int) -> None:
    """Kill a scene and whatever it started; unreaped, its number is still its own."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(leader, signal.SIGKILL)


def _become_scene(folder: Path, parent: int) -> NoReturn:
    """In the fork: shed what the parent had, film, leave."""
    code = 70
    try:
        os.setsid()
        die_with_parent(parent)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_DIE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
        os.chdir(folder)
        _redirect(folder)
        from render.film import film  # noqa: PLC0415 - imported by the parent long ago

        code = film(folder)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(folder: Path) -> None:
    from render.order import LOG  # noqa: PLC0415

    log = os.open(folder / LOG, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def main() -> None:
    die_with_parent(int(sys.argv[1]))
    sys.dont_write_bytecode = True
    answers = os.dup(1)
    os.dup2(2, 1)
    parent = _Parent(answers, len(os.sched_getaffinity(0)))

    def stop(number: int, frame: FrameType | None) -> Any:
        parent.kill_all()
        os._exit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    _prepare()
    for name in set(os.environ) - set(_KEPT_VARIABLES):
        del os.environ[name]
    parent.serve()
    parent.kill_all()


if __name__ == "__main__":
    main()
