"""A place to attack: a secret, an input, a library, sockets that nobody may reach, and verdicts."""

import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jail import (
    Ending,
    Jail,
    Limits,
    NoReachableInterpreter,
    Outcome,
    reachable_interpreter,
    scratch_folder,
)
from jail.identity import OwnUid
from jail.landlock import system_programs

HELD, BREACHED = "held", "breached"
SECRET = "the-secret-of-another-job"
SMALL = Limits(
    wall_seconds=5.0,
    cpu_seconds=3,
    memory=160 << 20,
    processes=40,
    file_bytes=8 << 20,
    open_files=64,
    scratch_bytes=24 << 20,
    scratch_inodes=400,
    log_flood=2 << 20,
)
_KILL_FOR_CERTAIN = OwnUid.kill
_FAILED = 97


@dataclass(frozen=True)
class Attack:
    """A function that answers something true when it got what it wanted."""

    act: Callable[["Stage"], object]
    ends: frozenset[Ending]
    limits: Limits


def attack(
    *ends: Ending, limits: Limits = SMALL
) -> Callable[[Callable[["Stage"], object]], Attack]:
    def decorate(act: Callable[["Stage"], object]) -> Attack:
        return Attack(act, frozenset(ends or (Ending.OK,)), limits)

    return decorate


@dataclass
class Stage:
    jail: Jail
    root: Path
    tcp: socket.socket
    unix: socket.socket
    datagrams: socket.socket
    outcomes: list[Outcome] = field(default_factory=list)
    pid: int = field(default_factory=os.getpid)

    @property
    def secret(self) -> Path:
        return self.root / "other-job" / "secret.txt"

    @property
    def inputs(self) -> Path:
        return self.root / "inputs"

    @property
    def library(self) -> Path:
        return self.root / "library"

    @property
    def port(self) -> int:
        return self.tcp.getsockname()[1]

    def reached(self) -> bool:
        """Whether anybody has come to one of the sockets."""
        for listener in (self.tcp, self.unix):
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                continue
            return True
        try:
            return bool(self.datagrams.recv(100))
        except BlockingIOError:
            return False

    def verdict(self, attack: Attack) -> str:
        """What came of the attack in the jail: `held`, or what went wrong."""
        with scratch_folder() as scratch:
            outcome = self.inside(attack, scratch)
        if survivors(outcome):
            return "it left a live process"
        if BREACHED in outcome.log or self.reached():
            return BREACHED
        if outcome.ending not in attack.ends:
            return f"ended as {outcome.ending}: {outcome.trouble}{outcome.log[-300:]}"
        return HELD

    def inside(self, attack: Attack, scratch: Path) -> Outcome:
        outcome = self.jail.call(
            lambda: attempt(attack, self),
            scratch=scratch,
            read_only=[self.inputs],
            environment={"LANG": "C.UTF-8", "HOME": str(scratch)},
            limits=attack.limits,
        )
        self.outcomes.append(outcome)
        return outcome

    def outside(self, attack: Attack) -> str:
        """The same without the jail: the control run."""
        with scratch_folder() as scratch:
            pid = os.fork()
            if not pid:
                _be_free(scratch, lambda: attempt(attack, self))
            _, status = os.waitpid(pid, 0)
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            log = (scratch / "log").read_text()
        return BREACHED if BREACHED in log or self.reached() else f"{HELD} {status} {log}"


def attempt(attack: Attack, stage: Stage) -> None:
    try:
        won = attack.act(stage)
    except (OSError, MemoryError, ValueError, EOFError) as error:
        print(HELD, type(error).__name__, error, flush=True)
    else:
        print(BREACHED if won else HELD, won, flush=True)


def _be_free(scratch: Path, function: Callable[[], None]) -> None:
    try:
        os.setsid()
        os.chdir(scratch)
        sys.stdout = open("log", "w", buffering=1)
        function()
    finally:
        os._exit(0)


def survivors(outcome: Outcome) -> bool:
    """Whether a process of the job is alive; if so, it no longer is afterwards."""
    uid = outcome.remains.owner
    try:
        os.getpriority(os.PRIO_USER, uid)
    except ProcessLookupError:
        return False
    with socket.socket() as no_lock:
        identity = OwnUid(uid, no_lock)
        alive = any(not member.zombie for member in identity.members(0))
        _KILL_FOR_CERTAIN(identity, 0)
    return alive


def interpreter() -> str:
    """A Python that jobs can reach, or none of the tests that need one."""
    try:
        return str(reachable_interpreter())
    except NoReachableInterpreter as missing:
        pytest.skip(str(missing))


def eventually(condition: Callable[[], bool], seconds: float = 2.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _listener(kind: int, address: str | tuple[str, int]) -> socket.socket:
    family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
    listener = socket.socket(family, kind)
    listener.bind(address)
    if kind == socket.SOCK_STREAM:
        listener.listen()
    listener.setblocking(False)
    if isinstance(address, str):
        Path(address).chmod(0o777)
    return listener


@contextmanager
def a_stage() -> Iterator[Stage]:
    root = Path(tempfile.mkdtemp(prefix="stage-"))
    root.chmod(0o755)
    stream, datagram = socket.SOCK_STREAM, socket.SOCK_DGRAM
    stage = Stage(
        jail=Jail(programs=(*system_programs(), root / "library")),
        root=root,
        tcp=_listener(stream, ("127.0.0.1", 0)),
        unix=_listener(stream, str(root / "stream.sock")),
        datagrams=_listener(datagram, str(root / "datagram.sock")),
    )
    for path in (stage.secret, stage.inputs / "input.txt", stage.library / "module.py"):
        path.parent.mkdir(mode=0o755)
        path.write_text(SECRET)
        path.chmod(0o644)
    try:
        yield stage
    finally:
        for listener in (stage.tcp, stage.unix, stage.datagrams):
            listener.close()
        shutil.rmtree(root)
