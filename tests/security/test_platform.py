"""The jail on other platforms, and what it says about this one."""

import json
import subprocess
import sys
from pathlib import Path

from jail import self_test
from tests.security.stage import Stage, interpreter


def test_the_self_test_tells_in_one_line_what_holds(stage: Stage) -> None:
    report = json.loads(self_test(stage.jail))

    assert all(report["contained"].values())
    assert report["degraded"] == []
    assert report["landlock_abi"] >= 1


DEVELOPER = """
import logging, os, sys, time
from pathlib import Path
logging.basicConfig(format="%(message)s", stream=sys.stdout)
from jail import Jail, PlatformUnsafe, scratch_folder
try:
    Jail()
except PlatformUnsafe:
    print("refused")
jail = Jail(development=True)
def attack():
    if not os.fork():
        os.setsid()
        time.sleep(20)
    import socket
    for act in (socket.socket, lambda: os.listdir("/proc"), lambda: Path("/tmp/x").touch()):
        try: act()
        except OSError as error: print(type(error).__name__)
with scratch_folder() as scratch:
    outcome = jail.call(attack, scratch=scratch)
    print(outcome.ending, outcome.trouble, outcome.log.split(), flush=True)
    print(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text() or "alone")
"""


def test_without_root_it_refuses_or_warns_and_does_what_it_can() -> None:
    library = Path(__file__).parents[2] / "render_container"
    answer = subprocess.run(
        [interpreter(), "-P", "-c", DEVELOPER],
        user=60_999,
        group=60_999,
        extra_groups=[],
        env={"PYTHONPATH": str(library)},
        capture_output=True,
        text=True,
        check=False,
        cwd="/tmp",
    )
    lines = answer.stdout.splitlines()

    assert answer.returncode == 0, answer.stderr
    assert lines[0] == "refused"
    assert lines[1].startswith("DevelopmentModeWarning")
    assert lines[2] == "ok  ['PermissionError', 'PermissionError', 'PermissionError']"
    assert lines[-1] == "alone"


def test_the_interpreter_can_be_reached_by_any_uid(stage: Stage, scratch: Path) -> None:
    program = [interpreter(), "-I", "-c", "import sys, json; print(sys.version_info[:2])"]
    outcome = stage.jail.run(program, scratch=scratch)

    assert outcome.log == f"{sys.version_info[:2]}\n"
