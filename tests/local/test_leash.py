"""Nothing that the local cloud starts outlives it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.ground import leashed
from tests.local.conftest import eventually
from tests.local.test_seams import group_of

STARTER = """
import subprocess, sys, time
subprocess.Popen(sys.argv[1:])
time.sleep(60)
"""


@pytest.mark.parametrize(("command", "code"), [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", 137)])
def test_the_exit_code_is_the_one_docker_would_report(command: str, code: int) -> None:
    assert subprocess.run(leashed("sh", "-c", command), check=False).returncode == code


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_command_and_its_children_end_with_whoever_started_it(
    tmp_path: Path, end: signal.Signals
) -> None:
    file = tmp_path / "pid"
    command = leashed("sh", "-c", "sleep 60 & sleep 60", pid_file=file)
    starter = subprocess.Popen([sys.executable, "-c", STARTER, *command])
    pid = eventually(lambda: int(file.read_text()) if file.exists() else None)
    assert len(group_of(pid)) == 3

    os.kill(starter.pid, end)
    starter.wait()
    eventually(lambda: not group_of(pid))


def test_a_command_that_ignores_sigterm_is_killed_after_its_grace(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    command = leashed("sh", "-c", "trap '' TERM; sleep 60", pid_file=file, grace=0.2)
    child = subprocess.Popen(command)
    eventually(file.exists)
    child.terminate()

    assert child.wait(timeout=10) == 137


def test_a_killed_leash_takes_its_command_along(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    child = subprocess.Popen(leashed("sleep", "60", pid_file=file))
    pid = eventually(lambda: int(file.read_text()) if file.exists() else None)
    child.kill()
    child.wait()

    eventually(lambda: not group_of(pid))
