"""What a job may use up before it is stopped."""

import resource
from dataclasses import dataclass
from typing import Final

_UNTIL_KILLED: Final = 1


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes; memory is the whole job's, address space each process's."""

    wall_seconds: float = 60.0
    cpu_seconds: int = 60
    memory: int = 2 << 30
    address_space: int = 4 << 30
    processes: int = 64
    file_bytes: int = 512 << 20
    open_files: int = 256
    stack: int = 64 << 20
    scratch_bytes: int = 1 << 30
    scratch_inodes: int = 20_000
    scratch_depth: int = 48
    log_bytes: int = 256 << 10
    log_flood: int = 16 << 20


def apply(limits: Limits, own_uid: bool) -> None:
    """Processes are counted per uid, so their limit needs one that is the job's own."""
    resource.setrlimit(
        resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + _UNTIL_KILLED)
    )
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_STACK, limits.stack),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 256),
    ):
        _lower(kind, most)
    if own_uid:
        _lower(resource.RLIMIT_NPROC, limits.processes)


def _lower(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (value, value))
