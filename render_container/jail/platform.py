"""What this machine can do for a jail."""

import ctypes
import os
from dataclasses import asdict, dataclass
from json import dumps
from typing import Final

from jail import landlock
from jail.kernel import system_call

_GET_ACTION_AVAILABLE: Final = 2
_KILL_PROCESS: Final = 0x8000_0000
_CHOWN, _DAC_OVERRIDE, _KILL, _SETGID, _SETUID = 0, 1, 5, 6, 7
_NEEDED: Final = sum(1 << bit for bit in (_CHOWN, _DAC_OVERRIDE, _KILL, _SETGID, _SETUID))


@dataclass(frozen=True)
class Facts:
    kernel: str
    machine: str
    seccomp: bool
    uid_separation: bool
    landlock_abi: int
    capabilities: str

    def line(self) -> str:
        return dumps(asdict(self) | {"degraded": self.degraded()})

    def degraded(self) -> list[str]:
        """What is missing without making the platform unsafe."""
        lost = []
        if not self.landlock_abi:
            lost.append("no Landlock: world-readable files, /proc, /tmp and /dev/shm are open")
        if not self.uid_separation:
            lost.append("no uid separation: jobs are the developer, killed by family tree")
        return lost


class PlatformUnsafe(Exception):
    """Strangers' code must not run here."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(f"platform_unsafe: {facts.line()}")
        self.facts = facts


def effective_capabilities() -> int:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    system_call("capget", header, sets)
    return int(sets[0]) | int(sets[3]) << 32


def can_separate() -> bool:
    """Root, with the five capabilities that another uid's life and death take."""
    return os.geteuid() == 0 and effective_capabilities() & _NEEDED == _NEEDED


def has_seccomp() -> bool:
    action = ctypes.c_uint32(_KILL_PROCESS)
    arguments = (ctypes.c_uint(_GET_ACTION_AVAILABLE), ctypes.c_uint(0), ctypes.byref(action))
    try:
        return system_call("seccomp", *arguments) == 0
    except OSError:
        return False


def probe() -> Facts:
    kernel = os.uname()
    return Facts(
        kernel=kernel.release,
        machine=kernel.machine,
        seccomp=has_seccomp(),
        uid_separation=can_separate(),
        landlock_abi=landlock.abi(),
        capabilities=f"{effective_capabilities():x}",
    )


def development_mode_warning(facts: Facts) -> str:
    lost = "; ".join(facts.degraded())
    return f"DevelopmentModeWarning: the jail is not safe for strangers' code here ({lost})"
