"""Run a command that ends when whoever started it ends, however that happens.

Usage: python -I -S leash.py [--pid-file FILE] [--grace SECONDS] COMMAND...
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HEARTBEAT_SECONDS = 0.5
PR_SET_PDEATHSIG = 1
WATCHED = {signal.SIGCHLD, signal.SIGTERM}
LEFT_TO_THE_PARENT = {signal.SIGINT, signal.SIGHUP}


def main(arguments: argparse.Namespace, parent: int) -> int:
    libc = ctypes.CDLL(None)
    child = subprocess.Popen(  # noqa: S603
        arguments.command,
        start_new_session=True,
        preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL),  # noqa: PLW1509
    )
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED | LEFT_TO_THE_PARENT)
    with recorded(child.pid, arguments.pid_file):
        wait(child, parent, arguments.grace)
    kill(child, signal.SIGKILL)  # what the command left running in its group
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


@contextmanager
def recorded(pid: int, file: Path | None) -> Iterator[None]:
    if file:
        draft = file.with_suffix(".draft")
        draft.write_text(str(pid))
        draft.rename(file)
    try:
        yield
    finally:
        if file:
            file.unlink(missing_ok=True)


def wait(child: "subprocess.Popen[bytes]", parent: int, grace: float) -> None:
    deadline = None
    while child.poll() is None:
        received = signal.sigtimedwait(WATCHED, HEARTBEAT_SECONDS)
        told = received is not None and received.si_signo != signal.SIGCHLD
        if deadline is None and (told or os.getppid() != parent):
            kill(child, signal.SIGTERM)
            deadline = time.monotonic() + grace
        if deadline is not None and time.monotonic() > deadline:
            kill(child, signal.SIGKILL)


def kill(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pid-file", type=Path)
    parser.add_argument("--grace", type=float, default=5.0)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:]), os.getppid()))
