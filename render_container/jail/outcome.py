"""How a job ended, as seen from outside."""

import signal
from dataclasses import dataclass
from enum import StrEnum

from jail.collect import Remains


class Ending(StrEnum):
    """`ok` says only that the job left with status 0; files decide whether it succeeded."""

    OK = "ok"
    USER_ERROR = "user_error"
    SETUP_FAILED = "setup_failed"
    SANDBOX_VIOLATION = "sandbox_violation"
    CPU_LIMIT = "cpu_limit"
    WALL_TIMEOUT = "wall_timeout"
    MEMORY = "memory"
    DISK = "disk"
    FILE_TOO_BIG = "file_too_big"
    LOG_FLOOD = "log_flood"


@dataclass(frozen=True)
class Outcome:
    """What is known from outside, and where the job's files are to be collected."""

    ending: Ending
    exit_code: int | None
    signal: int | None
    wall_seconds: float
    cpu_seconds: float
    peak_memory: int
    log: str
    remains: Remains
    trouble: str = ""


def by_status(code: int, cpu_seconds: float, cpu_limit: float) -> Ending:
    """What a wait status alone tells; a negative code is a signal."""
    if code == -signal.SIGSYS:
        return Ending.SANDBOX_VIOLATION
    if code == -signal.SIGXFSZ:
        return Ending.FILE_TOO_BIG
    worn_out = code == -signal.SIGKILL and cpu_seconds >= cpu_limit
    if code == -signal.SIGXCPU or worn_out:
        return Ending.CPU_LIMIT
    return Ending.USER_ERROR if code else Ending.OK
