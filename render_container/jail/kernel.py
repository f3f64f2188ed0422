"""The system calls that Python's standard library does not wrap."""

import ctypes
import os
import select
import signal
from collections.abc import Callable
from typing import Final

from jail.syscalls import NUMBERS

_PR_SET_PDEATHSIG: Final = 1
_PR_CAPBSET_DROP: Final = 24
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NO_NEW_PRIVS: Final = 38
_CAPABILITY_VERSION_3: Final = 0x20080522
_MOST_CAPABILITIES: Final = 64
_SWEEP_PATIENCE: Final = 0.1

LIBC: Final = ctypes.CDLL(None, use_errno=True)


def system_call(name: str, *arguments: object) -> int:
    """Enter the kernel by name; raises what it answers."""
    ctypes.set_errno(0)
    result: int = LIBC.syscall(ctypes.c_long(NUMBERS[name]), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def _prctl(option: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    system_call("prctl", ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero)


def adopt_orphans() -> None:
    """Become the parent of whatever a job leaves behind, so that it can be reaped here."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def forbid_new_privileges() -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent(parent: int) -> None:
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(125)


def drop_bounding_set() -> None:
    """Without CAP_SETPCAP the kernel refuses; `no_new_privs` then does this step's work."""
    for capability in range(_MOST_CAPABILITIES):
        try:
            _prctl(_PR_CAPBSET_DROP, capability)
        except OSError:
            return


def become(uid: int) -> None:
    """Give up root for good: every identity, every group, every capability."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    system_call("capset", header, (ctypes.c_uint32 * 6)())
    if not uid or os.getresuid() != (uid, uid, uid) or os.getgroups():
        raise PermissionError("the job's identity was not taken on")


def anybody_is(uid: int) -> bool:
    """Whether a process of this uid exists, asked in one call that no fork can slip past."""
    try:
        os.getpriority(os.PRIO_USER, uid)
    except ProcessLookupError:
        return False
    return True


def kill_all_of(uid: int) -> None:
    """Kill every process of a uid in one atomic sweep, by a child that becomes that uid.

    Only such a child will do: the kernel lets a sender reach whoever has its real or its
    effective uid, so that a root that changed just one of them would reach the machine.
    """
    if uid <= 0:
        raise ValueError("that is nobody's job")
    child = os.fork()
    if not child:
        try:
            become(uid)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    _wait_briefly(child)


def _wait_briefly(child: int) -> None:
    """While it is of the job's uid, the job can stop it: then it dies, to be tried again."""
    ending = os.pidfd_open(child)
    if not select.select([ending], [], [], _SWEEP_PATIENCE)[0]:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ending)


def kill_if_of(uid: int, pid: int, uid_of: Callable[[int], int | None]) -> None:
    """Kill one process; the descriptor makes sure that it is the one whose uid was read."""
    try:
        target = os.pidfd_open(pid)
    except OSError:
        return
    try:
        if uid_of(pid) == uid:
            signal.pidfd_send_signal(target, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        os.close(target)
