"""What a job uses up, measured from outside ten times a second."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from jail import members
from jail.limits import Limits
from jail.members import Member
from jail.outcome import Ending

_BLOCK: Final = 512
_KIB: Final = 1024
_ANONYMOUS_DEVICES: Final = (b"/dev/zero (deleted)", b"/SYSV", b"/memfd:", b"/dev/shm/")
_CGROUP: Final = Path("/sys/fs/cgroup/memory.stat")
_MEMINFO: Final = Path("/proc/meminfo")


class Watch:
    """Compares the job with its limits; shared memory and unlinked files count as well."""

    def __init__(self, limits: Limits, scratch: int) -> None:
        self._limits = limits
        self._scratch = scratch
        self._before = _machine()
        self._free_before = _free_space(scratch)
        self.peak_memory = 0

    def verdict(self, family: list[Member]) -> Ending | None:
        """The limit that is exceeded, if one is."""
        if self._worn_out(family):
            return Ending.CPU_LIMIT
        if self._memory(family) > self._limits.memory:
            return Ending.MEMORY
        return Ending.DISK if self._overfull(family) else None

    def _worn_out(self, family: list[Member]) -> bool:
        spent = sum(members.cpu_seconds(member.pid) for member in family)
        return spent > self._limits.cpu_seconds + 1

    def _memory(self, family: list[Member]) -> int:
        """The cheap sum counts shared pages twice, so a high one is measured again."""
        now = _machine()
        shared = max(now.shared - self._before.shared, 0)
        memory = sum(member.resident for member in family) + shared
        if memory > self._limits.memory:
            memory = _own_memory(family, shared, grown=now.used - self._before.used)
        self.peak_memory = max(self.peak_memory, memory)
        return memory

    def _overfull(self, family: list[Member]) -> bool:
        limits = self._limits
        size, inodes, depth = _contents(self._scratch, limits)
        if inodes > limits.scratch_inodes or depth > limits.scratch_depth:
            return True
        if size + self._unlinked(family) > limits.scratch_bytes:
            return True
        lost = self._free_before - _free_space(self._scratch)
        return lost > limits.scratch_bytes and any(_maps(member, _is_unlinked) for member in family)

    def _unlinked(self, family: list[Member]) -> int:
        sizes = {
            (file.st_dev, file.st_ino): file.st_blocks * _BLOCK
            for member in family
            for file in members.open_files(member.pid)
            if stat.S_ISREG(file.st_mode) and not file.st_nlink
        }
        return sum(sizes.values())


class _Memory(NamedTuple):
    used: int
    shared: int


def _machine() -> _Memory:
    """Of the container where it tells, else of the machine; both count what no process maps."""
    try:
        fields = dict(line.split() for line in _CGROUP.read_text().splitlines())
        return _Memory(int(fields["anon"]) + int(fields["shmem"]), int(fields["shmem"]))
    except OSError:
        lines = _MEMINFO.read_text().splitlines()
    kilobytes = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines)}
    used = kilobytes["MemTotal"] - kilobytes["MemAvailable"]
    return _Memory(used * _KIB, kilobytes["Shmem"] * _KIB)


def _free_space(folder: int) -> int:
    space = os.fstatvfs(folder)
    return space.f_bfree * space.f_frsize


def _own_memory(family: list[Member], shared: int, grown: int) -> int:
    """Without CAP_SYS_PTRACE two measures are left, each a lower bound.

    The whole machine's growth, and what each process has beyond all it can share with us.
    """
    try:
        own = sum(members.proportional_memory(member.pid) for member in family)
    except PermissionError:
        inherited = members.ourselves().resident
        return max(grown, sum(max(member.resident - inherited, 0) for member in family))
    return own + (shared if any(_maps(member, _is_shared) for member in family) else 0)


def _maps(member: Member, suspicious: Callable[[bytes, bytes], bool]) -> bool:
    """Without CAP_SYS_PTRACE nobody can be cleared of what the machine as a whole has lost."""
    try:
        return any(suspicious(*mapping) for mapping in members.mappings(member.pid))
    except PermissionError:
        return True


def _is_shared(permissions: bytes, name: bytes) -> bool:
    return permissions.endswith(b"s") and name.startswith(_ANONYMOUS_DEVICES)


def _is_unlinked(permissions: bytes, name: bytes) -> bool:
    return name.endswith(b"(deleted)")


def _contents(folder: int, limits: Limits, depth: int = 1) -> tuple[int, int, int]:
    """Bytes, entries and depth below a folder, as far as the limits need to know.

    Descriptors lead the way down, so that no link is followed and no path is too long.
    """
    size = entries = 0
    deepest = depth
    for name in os.listdir(folder):
        entries += 1
        if entries > limits.scratch_inodes or deepest > limits.scratch_depth:
            break
        try:
            entry = os.stat(name, dir_fd=folder, follow_symlinks=False)
            size += entry.st_blocks * _BLOCK
            if stat.S_ISDIR(entry.st_mode):
                below = _below(name, folder, limits, depth + 1)
                size, entries = size + below[0], entries + below[1]
                deepest = max(deepest, below[2])
        except OSError:  # the job removed it, or took away its owner's own right to look
            continue
    return size, entries, deepest


def _below(name: str, folder: int, limits: Limits, depth: int) -> tuple[int, int, int]:
    inner = os.open(
        name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder
    )
    try:
        return _contents(inner, limits, depth)
    finally:
        os.close(inner)
