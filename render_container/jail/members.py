"""The live processes of a job, as /proc shows them."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_KIB: Final = 1024
_STATUS: Final = 2048
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_FIELDS: Final = re.compile(
    rb"^(State|PPid|Uid|RssAnon|RssShmem|VmSwap|Seccomp_filters):\s+(\S+)", re.MULTILINE
)

_SHARES: Final = re.compile(rb"^(Pss_Anon|SwapPss):\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Member:
    pid: int
    parent: int
    uid: int
    zombie: bool
    resident: int
    filters: int


def everybody() -> Iterator[Member]:
    for name in os.listdir("/proc"):  # noqa: PTH208 - this runs ten times a second
        if name.isdigit():
            status = _read(f"/proc/{name}/status")
            if b"Uid:" in status:
                yield _member(int(name), status)


def _member(pid: int, status: bytes) -> Member:
    fields: dict[bytes, bytes] = dict(_FIELDS.findall(status))
    kilobytes = sum(int(fields.get(name, 0)) for name in (b"RssAnon", b"RssShmem", b"VmSwap"))
    return Member(
        pid=pid,
        parent=int(fields[b"PPid"]),
        uid=int(fields[b"Uid"]),
        zombie=fields[b"State"] in (b"Z", b"X"),
        resident=kilobytes * _KIB,
        filters=int(fields.get(b"Seccomp_filters", 0)),
    )


def ourselves() -> Member:
    return _member(os.getpid(), _read("/proc/self/status"))


def uid_of(pid: int) -> int | None:
    status = _read(f"/proc/{pid}/status")
    return _member(pid, status).uid if b"Uid:" in status else None


def of_uid(uid: int) -> list[Member]:
    return [member for member in everybody() if member.uid == uid]


def descendants(ancestors: set[int], among: list[Member]) -> list[Member]:
    """These processes and all that came from them, as far as the tree still tells."""
    known = set(ancestors)
    before = -1
    while len(known) != before:
        before = len(known)
        known.update(member.pid for member in among if member.parent in known)
    return [member for member in among if member.pid in known]


def proportional_memory(pid: int) -> int:
    """Anonymous memory, with what a fork shares divided among those who share it."""
    fields = dict(_SHARES.findall(_read(f"/proc/{pid}/smaps_rollup")))
    return sum(map(int, fields.values())) * _KIB


def cpu_seconds(pid: int) -> float:
    """Its own and that of the children it has waited for."""
    fields = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def mappings(pid: int) -> Iterator[tuple[bytes, bytes]]:
    """Each mapping's permissions and name."""
    for line in _read(f"/proc/{pid}/maps", most=1 << 24).splitlines():
        fields = line.split(maxsplit=5)
        yield fields[1], b"".join(fields[5:])


def open_files(pid: int) -> Iterator[os.stat_result]:
    folder = f"/proc/{pid}/fd"
    try:
        for name in os.listdir(folder):  # noqa: PTH208
            yield os.stat(f"{folder}/{name}")  # noqa: PTH116
    except OSError:
        return


def _read(path: str, most: int = _STATUS) -> bytes:
    """Nothing if the process is gone; raises PermissionError where we may not look."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, ProcessLookupError):
        return b""
    try:
        parts = []
        while most > 0 and (part := os.read(descriptor, most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    except ProcessLookupError:
        return b""
    finally:
        os.close(descriptor)
