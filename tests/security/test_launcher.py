"""The launcher itself: programs, endings, uids, folders, and its own death."""

import os
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from jail import Ending, Jail, Limits, Outcome, scratch_folder
from jail.identity import NoFreeUid, OwnUid
from jail.kernel import kill_all_of
from jail.launcher import calling
from jail.scratch import UsedBefore
from tests.security.attacks import processes
from tests.security.stage import HELD, SECRET, SMALL, Stage, eventually, interpreter


def python(stage: Stage, scratch: Path, code: str, limits: Limits = SMALL) -> Outcome:
    return stage.jail.run([interpreter(), "-I", "-c", code], scratch=scratch, limits=limits)


def test_s05_a_program_gets_only_the_given_variables(
    stage: Stage, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    outcome = stage.jail.run(["/usr/bin/env"], scratch=scratch, environment={"LANG": "C"})

    assert outcome.log == "LANG=C\n"


def test_s06_a_program_gets_no_descriptor(stage: Stage, scratch: Path) -> None:
    os.set_inheritable(stage.tcp.fileno(), True)
    find = "import os\nfor n in range(3, 999):\n try: os.fstat(n); print(n)\n except OSError: pass"

    assert python(stage, scratch, find).log == ""


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("pass", Ending.OK),
        ("raise SystemExit(3)", Ending.USER_ERROR),
        ("import os; os.abort()", Ending.USER_ERROR),
        ("import ctypes; ctypes.CDLL(None).unshare(1 << 28)", Ending.SANDBOX_VIOLATION),
        ("x = bytearray(8 << 30)", Ending.USER_ERROR),
        ("import os\nwhile True: os.write(1, b'x' * 65536)", Ending.LOG_FLOOD),
        ("import time; time.sleep(9)", Ending.WALL_TIMEOUT),
        ("import os; os.close(1); os.close(2)", Ending.OK),
    ],
)
def test_a_programs_ending_is_told_apart(
    stage: Stage, scratch: Path, code: str, ending: Ending
) -> None:
    limits = Limits(wall_seconds=1.0, cpu_seconds=1, log_flood=1 << 20)

    assert python(stage, scratch, code, limits).ending is ending


def test_a_file_too_big_for_a_program_that_knows_no_python(stage: Stage, scratch: Path) -> None:
    outcome = stage.jail.run(
        ["/usr/bin/head", "-c", "9000000", "/dev/zero"], scratch=scratch, limits=SMALL
    )
    program = ["/bin/sh", "-c", "head -c 9000000 /dev/zero > big"]

    assert outcome.ending is Ending.LOG_FLOOD
    with scratch_folder() as other:
        outcome = stage.jail.run(program, scratch=other, limits=SMALL)

    assert (outcome.exit_code, outcome.ending) == (128 + signal.SIGXFSZ, Ending.USER_ERROR)


@pytest.mark.parametrize("program", ["/no/such/program", "/etc/passwd"])
def test_what_cannot_be_started_is_a_failed_setup(
    stage: Stage, scratch: Path, program: str
) -> None:
    outcome = stage.jail.run([program], scratch=scratch)

    assert outcome.ending is Ending.SETUP_FAILED
    assert outcome.trouble


def test_a_failing_confinement_starts_nothing(
    stage: Stage, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jail.policy.filter_program", lambda: b"not a filter")
    outcome = stage.jail.call(lambda: Path("started").touch(), scratch=scratch)

    assert outcome.ending is Ending.SETUP_FAILED
    assert not (scratch / "started").exists()


def test_two_jobs_at_a_time_never_share_a_uid(stage: Stage) -> None:
    with scratch_folder() as one, scratch_folder() as other:
        first = stage.jail.start(calling(lambda: time.sleep(0.3)), scratch=one)
        second = stage.jail.call(int, scratch=other)

        assert first.outcome().remains.owner != second.remains.owner


def test_without_a_free_uid_no_job_starts(scratch: Path) -> None:
    with OwnUid.lease() as taken, pytest.raises(NoFreeUid):
        Jail(uids=[taken.uid]).call(int, scratch=scratch)


def test_the_sweep_reaches_nobody_but_the_jobs_uid(stage: Stage) -> None:
    bystanders = [
        subprocess.Popen(["/bin/sleep", "20"], user=uid, start_new_session=True)
        for uid in (0, 60_999)
    ]
    try:
        assert stage.verdict(processes.leave_a_daemon) == HELD
        assert [bystander.poll() for bystander in bystanders] == [None, None]
    finally:
        for bystander in bystanders:
            bystander.kill()
            bystander.wait()


@pytest.mark.parametrize("uid", [0, -1])
def test_nobody_sweeps_as_root(uid: int) -> None:
    with pytest.raises(ValueError, match="nobody"):
        kill_all_of(uid)


def test_a_uid_of_a_user_is_never_taken() -> None:
    with pytest.raises(NoFreeUid):
        OwnUid.lease([0, os.stat("/var/cache").st_uid])


def test_s70_the_next_job_finds_nothing_of_the_last(stage: Stage) -> None:
    with scratch_folder() as first, scratch_folder() as second:
        stage.jail.call(lambda: Path("left").write_text(SECRET), scratch=first)

        def look() -> None:
            for attempt in (lambda: os.listdir(first), (first / "left").read_text):
                try:
                    attempt()
                except PermissionError:
                    continue
                raise AssertionError(attempt)

        outcome = stage.jail.call(look, scratch=second, read_only=[first])

        assert outcome.ending is Ending.OK, outcome.log
        with pytest.raises(UsedBefore):
            stage.jail.call(int, scratch=first)


def test_a_folder_is_gone_when_its_job_is(stage: Stage) -> None:
    with scratch_folder() as scratch:
        stage.jail.call(lambda: Path("file").touch(), scratch=scratch)

    assert not scratch.parent.exists()


def test_s71_a_job_dies_with_its_launcher(stage: Stage) -> None:
    launcher = os.fork()
    if not launcher:
        with scratch_folder(stage.root) as scratch:
            stage.jail.call(lambda: time.sleep(20), scratch=scratch, limits=Limits())
        os._exit(0)
    started = eventually(lambda: any(_children(launcher)))
    [job] = _children(launcher)
    os.kill(launcher, signal.SIGKILL)
    os.waitpid(launcher, 0)

    assert started
    assert eventually(lambda: "State:\tZ" in Path(f"/proc/{job}/status").read_text())
    os.waitpid(job, 0)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split() if _is_confined(int(child))]


def _is_confined(pid: int) -> bool:
    return "Seccomp:\t2" in Path(f"/proc/{pid}/status").read_text()


def test_a_job_can_be_stepped_from_anybodys_loop(stage: Stage, scratch: Path) -> None:
    running = stage.jail.start(calling(lambda: print("done")), scratch=scratch)
    outcome = None
    while outcome is None:
        select.select([running], [], [], 0.1)
        outcome = running.step()

    assert outcome.log == "done\n"


def test_an_abandoned_job_is_dead(stage: Stage, scratch: Path) -> None:
    running = stage.jail.start(calling(lambda: time.sleep(20)), scratch=scratch)
    running.abandon()

    with OwnUid.lease() as first_free:
        assert scratch.stat().st_uid == 0
        assert first_free.members(0) == []


def test_a_memory_hog_does_not_take_the_blame_of_its_neighbour(stage: Stage) -> None:
    from tests.security.attacks import resources

    with scratch_folder() as one, scratch_folder() as other:
        quiet = stage.jail.start(calling(lambda: time.sleep(1.5)), scratch=one, limits=SMALL)
        hog = stage.inside(resources.allocate_shared_memory_and_forget_it, other)

        assert hog.ending is Ending.MEMORY
        assert quiet.outcome().ending is Ending.OK
