"""What the forked child does to itself before anybody else's code runs in it.

The order matters: each step still needs a right that a later one takes away.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from jail import kernel, landlock, limits, policy
from jail.limits import Limits

READY: Final = b"+"
_STATUS: Final = 3
SETUP_FAILED: Final = 125
_FIRST_TO_DIE: Final = "1000"
_KEPT_IGNORED: Final = (signal.SIGPIPE, signal.SIGXFSZ)
_NEVER_OURS: Final = (signal.SIGKILL, signal.SIGSTOP)
_LONGEST_TROUBLE: Final = 500
_MOST_DESCRIPTORS: Final = 1 << 20


@dataclass(frozen=True)
class Cell:
    """Everything a job gets: a folder, what it may read, its variables, its limits."""

    scratch: Path
    read_only: Sequence[Path]
    programs: Sequence[Path]
    environment: Mapping[str, str]
    limits: Limits
    uid: int
    own_uid: bool


@dataclass(frozen=True)
class Ends:
    """The child's ends of the pipes: what it prints, and how its confinement went."""

    input: int
    output: int
    status: int


def become_program(cell: Cell, ends: Ends, argv: Sequence[str], parent: int) -> NoReturn:
    try:
        status = _confine(cell, ends, parent)
        for number in _KEPT_IGNORED:
            signal.signal(number, signal.SIG_DFL)
        os.write(status, READY)
        os.execve(argv[0], list(argv), dict(cell.environment))  # noqa: S606 - its very purpose
    except BaseException as error:  # noqa: BLE001 - whatever it was, the job must not start
        _give_up(ends, error)


def become_call(cell: Cell, ends: Ends, function: Callable[[], object], parent: int) -> NoReturn:
    try:
        status = _confine(cell, ends, parent)
        _forget_the_parent(cell.environment)
        os.write(status, READY)
        os.close(status)
    except BaseException as error:  # noqa: BLE001
        _give_up(ends, error)
    os._exit(_outcome_of(function))


def _confine(cell: Cell, ends: Ends, parent: int) -> int:
    os.setsid()
    status = _keep_only(ends)
    _reset_signals()
    os.umask(0o077)
    limits.apply(cell.limits, cell.own_uid)
    die_first()
    if cell.own_uid:
        kernel.drop_bounding_set()
        kernel.become(cell.uid)
    os.chdir(cell.scratch)
    kernel.forbid_new_privileges()
    kernel.die_with_parent(parent)
    landlock.restrict(cell.programs, cell.read_only, cell.scratch)
    policy.install(policy.filter_program())
    return status


def _keep_only(ends: Ends) -> int:
    """Standard input, output and error, and the status pipe until the job starts."""
    high = [os.dup(end) for end in (ends.input, ends.output, ends.status)]
    while min(high) <= _STATUS:
        high = [os.dup(end) for end in high]
    for descriptor, end in zip(
        (0, 1, 2, _STATUS), (high[0], high[1], high[1], high[2]), strict=True
    ):
        os.dup2(end, descriptor)
    os.set_inheritable(_STATUS, False)
    close_others()
    return _STATUS


def close_others() -> None:
    os.closerange(_STATUS + 1, _MOST_DESCRIPTORS)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - set(_NEVER_OURS) - set(_KEPT_IGNORED):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def die_first() -> None:
    """If memory runs out all the same, the kernel should take this process."""
    descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(descriptor, _FIRST_TO_DIE.encode())
    os.close(descriptor)


def _forget_the_parent(environment: Mapping[str, str]) -> None:
    """A fork remembers: its variables, and what its parent had not printed yet."""
    replace_environment(environment)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def replace_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _outcome_of(function: Callable[[], object]) -> int:
    code = 1
    try:
        function()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:  # noqa: BLE001 - its code may raise anything
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return code & 0xFF


def _give_up(ends: Ends, error: BaseException) -> NoReturn:
    trouble = f"{type(error).__name__}: {error}".encode()[:_LONGEST_TROUBLE]
    for status in (_STATUS, ends.status):
        try:
            os.write(status, trouble)
        except OSError:
            continue
        break
    os._exit(SETUP_FAILED)
