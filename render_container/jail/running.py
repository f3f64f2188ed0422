"""A job in progress: watched from its fork until nothing of it is left."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from jail import scratch
from jail.collect import Remains
from jail.confine import READY, Cell, Ends
from jail.identity import Identity
from jail.journal import Journal
from jail.outcome import Ending, Outcome, by_status
from jail.watch import Watch

_LOOK_EVERY: Final = 0.1
_SHARE_OF_TIME: Final = 20
_STATUS_BYTES: Final = 1024
_DIED_IN_SETUP: Final = "it died before it was confined"


Become = Callable[[Cell, Ends, int], NoReturn]


class Child(NamedTuple):
    """A forked child and our ends of its pipes."""

    pid: int
    output: int
    status: int


def fork(cell: Cell, become: Become, stdin: Path) -> Child:
    output, print_to = os.pipe2(os.O_CLOEXEC)
    status, report_to = os.pipe2(os.O_CLOEXEC)
    input_ = os.open(stdin, os.O_RDONLY | os.O_CLOEXEC)
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        become(cell, Ends(input_, print_to, report_to), parent)
    for descriptor in (input_, print_to, report_to):
        os.close(descriptor)
    return Child(pid, output, status)


class Running:
    """Has a descriptor to select on; `step` it when that is ready, and ten times a second."""

    def __init__(self, cell: Cell, identity: Identity, folder: int, child: Child) -> None:
        self._cell = cell
        self._identity = identity
        self._folder = folder
        self._child = child
        self._over = False
        identity.attend(child.pid)
        self._started = self._next_look = time.monotonic()
        self._journal = Journal(child.output, cell.limits.log_bytes)
        self._watch = Watch(cell.limits, folder)
        self._exit = os.pidfd_open(child.pid)
        self._events = select.epoll()
        self._events.register(self._exit, select.EPOLLIN)
        self._events.register(child.output, select.EPOLLIN)

    def fileno(self) -> int:
        return self._events.fileno()

    def outcome(self) -> Outcome:
        """Wait for the end, whatever ends it."""
        try:
            while True:
                outcome = self.step(_LOOK_EVERY)
                if outcome is not None:
                    return outcome
        finally:
            self.abandon()

    def step(self, timeout: float = 0.0) -> Outcome | None:
        """Look after the job once; the outcome when it is over."""
        left = self._started + self._cell.limits.wall_seconds - time.monotonic()
        ready = {fd for fd, _ in self._events.poll(max(min(timeout, left), 0))}
        if self._exit in ready:
            return self._conclude(None)
        if ready and not self._journal.read():
            self._events.unregister(self._journal.descriptor)
        trouble = self._trouble()
        return self._conclude(trouble) if trouble else None

    def _trouble(self) -> Ending | None:
        now = time.monotonic()
        if now - self._started >= self._cell.limits.wall_seconds:
            return Ending.WALL_TIMEOUT
        if self._journal.seen > self._cell.limits.log_flood:
            return Ending.LOG_FLOOD
        if now < self._next_look:
            return None
        verdict = self._watch.verdict(self._identity.members(self._child.pid))
        spent = time.monotonic() - now
        self._next_look = now + max(_LOOK_EVERY, _SHARE_OF_TIME * spent)
        return verdict

    def _conclude(self, trouble: Ending | None) -> Outcome:
        code, cpu_seconds = self._bury()
        wall_seconds = time.monotonic() - self._started
        report = os.read(self._child.status, _STATUS_BYTES)
        setup = _setup_trouble(report)
        ending = trouble or by_status(code, cpu_seconds, self._cell.limits.cpu_seconds)
        self._close()
        return Outcome(
            ending=Ending.SETUP_FAILED if setup else ending,
            exit_code=code if code >= 0 else None,
            signal=-code if code < 0 else None,
            wall_seconds=wall_seconds,
            cpu_seconds=cpu_seconds,
            peak_memory=self._watch.peak_memory,
            log=self._journal.text(self._cell.scratch),
            remains=Remains(self._cell.scratch, self._cell.uid),
            trouble=setup,
        )

    def _bury(self) -> tuple[int, float]:
        """Kill it and everything of it; its status and processor seconds.

        If some of it survives, its uid stays taken and its folder stays its own.
        """
        self._over = True
        self._identity.members(self._child.pid)
        signal.pidfd_send_signal(self._exit, signal.SIGKILL)
        _, status, usage = os.wait4(self._child.pid, 0)
        self._identity.kill(self._child.pid)
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime

    def abandon(self) -> None:
        """End it without an outcome, unless it has one."""
        if not self._over:
            self._bury()
            self._close()

    def _close(self) -> None:
        self._journal.close()
        scratch.take_back(self._folder)
        self._events.close()
        for descriptor in (self._exit, self._child.status, self._folder):
            os.close(descriptor)
        self._identity.release()


def _setup_trouble(report: bytes) -> str:
    if report == READY:
        return ""
    return report.removeprefix(READY).decode(errors="replace") or _DIED_IN_SETUP
