"""Runs a command, and tells what it took: wall and processor seconds, and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LAST_WORDS: Final = 500


class CommandFailed(Exception):
    """The message is the end of what it printed."""


@dataclass(frozen=True)
class Usage:
    """Of a command and everything it started and waited for."""

    seconds: float
    cpu_seconds: float
    peak_memory: int
    """Bytes, of the largest of its processes."""


def run(command: Sequence[str], folder: Path, log: Path) -> Usage:
    """Run it in this folder with our Python path; what it prints goes to the log."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 - Manim's command, or ours
            [sys.executable, *command],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise CommandFailed(log.read_text(errors="replace")[-_LAST_WORDS:].strip())
    return Usage(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
