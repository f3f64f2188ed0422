"""Attacks by too many processes, or by one that will not end."""

import ctypes
import os
import resource
import signal
import time
from dataclasses import replace

from jail import Ending
from jail.kernel import LIBC
from jail.syscalls import NUMBERS
from tests.security.stage import SMALL, Stage, attack

_MIB = 1 << 20
_PATIENCE = 20.0
_ROOMY = replace(SMALL, memory=512 * _MIB)


@attack()
def fork_without_end(stage: Stage) -> object:
    for count in range(100):
        try:
            child = os.fork()
        except BlockingIOError:
            return None
        if not child:
            signal.pause()
    return f"{count + 1} processes"


def leave_behind(act) -> None:
    if not os.fork():
        os.setsid()
        if os.fork():
            os._exit(0)
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        act()
        os._exit(0)
    os.wait()


@attack()
def leave_a_daemon(stage: Stage) -> object:
    leave_behind(lambda: time.sleep(_PATIENCE))
    return None


def _run_away() -> None:
    """Each generation lives for a moment, so that a list of processes is always out of date."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if os.fork():
            os._exit(0)


@attack()
def fork_while_being_killed(stage: Stage) -> object:
    leave_behind(_run_away)
    return None


@attack(Ending.OK, Ending.WALL_TIMEOUT, limits=replace(SMALL, wall_seconds=0.5))
def stop_everybody_who_comes_near(stage: Stage) -> object:
    """Spray SIGSTOP at its own uid: whoever takes that uid to kill it may be hit."""

    def spray() -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                os.kill(-1, signal.SIGSTOP)
            except ProcessLookupError:
                continue

    leave_behind(spray)
    time.sleep(0.1)
    return None


@attack()
def open_files_without_end(stage: Stage) -> object:
    opened = []
    for _ in range(2000):
        opened.append(os.open("/dev/null", os.O_RDONLY))
    return len(opened)


@attack(Ending.CPU_LIMIT, limits=replace(SMALL, cpu_seconds=1))
def spin(stage: Stage) -> object:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    until = time.process_time() + 3
    while time.process_time() < until:
        pass
    return "span for 3 s"


@attack(Ending.CPU_LIMIT, limits=replace(SMALL, cpu_seconds=1, wall_seconds=20.0))
def spin_in_short_lived_children(stage: Stage) -> object:
    """No single process reaches the limit; together they do."""
    spent = 0.0
    while spent < 3:
        child = os.fork()
        if not child:
            until = time.process_time() + 0.3
            while time.process_time() < until:
                pass
            os._exit(0)
        usage = os.wait4(child, 0)[2]
        spent += usage.ru_utime + usage.ru_stime
    return "span for 3 s"


@attack(Ending.WALL_TIMEOUT, limits=replace(SMALL, wall_seconds=0.6))
def sleep_and_ignore_signals(stage: Stage) -> object:
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    time.sleep(3)
    return "slept"


@attack(Ending.USER_ERROR)
def crash(stage: Stage) -> object:
    resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE))
    ctypes.string_at(1)
    return "still there"


@attack()
def arm_many_timers(stage: Stage) -> object:
    identifier = ctypes.c_int()
    for count in range(5000):
        if LIBC.syscall(NUMBERS["timer_create"], 1, None, ctypes.byref(identifier)):
            raise BlockingIOError
    return f"{count + 1} timers"
