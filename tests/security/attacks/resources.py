"""Attacks by wanting too much: processes, time, memory, room."""

import itertools
import mmap
import os
import time
from dataclasses import replace
from pathlib import Path

from jail import Ending
from jail.kernel import LIBC
from jail.syscalls import NUMBERS
from tests.security.stage import SMALL, Stage, attack

_MIB = 1 << 20
_PATIENCE = 20.0
_ROOMY = replace(SMALL, memory=512 * _MIB)


@attack()
def allocate_more_than_there_is(stage: Stage) -> object:
    return len(bytearray(8 << 30))


@attack(Ending.MEMORY)
def allocate_in_many_processes(stage: Stage) -> object:
    for _ in range(6):
        if not os.fork():
            kept = bytearray(os.urandom(1)) * (40 * _MIB)
            time.sleep(_PATIENCE)
            os._exit(len(kept) & 1)
    time.sleep(1)
    return "240 MB"


@attack()
def allocate_in_a_memory_file(stage: Stage) -> object:
    return LIBC.syscall(NUMBERS["memfd_create"], b"x", 0) >= 0


@attack(Ending.MEMORY)
def allocate_shared_memory_and_forget_it(stage: Stage) -> object:
    """MADV_DONTNEED takes the pages out of the resident set and leaves them allocated."""
    kept = []
    for _ in range(10):
        area = mmap.mmap(-1, 32 * _MIB)
        for place in range(0, len(area), mmap.PAGESIZE):
            area[place] = 1
        area.madvise(mmap.MADV_DONTNEED)
        kept.append(area)
        time.sleep(0.1)
    time.sleep(0.5)
    return "320 MB"


@attack(limits=_ROOMY)
def write_one_big_file(stage: Stage) -> object:
    with Path("big").open("wb") as file:
        file.writelines(bytes(_MIB) for _ in range(16))
    return "16 MB"


@attack(Ending.DISK, limits=_ROOMY)
def write_many_files(stage: Stage) -> object:
    for number in range(10):
        Path(f"part-{number}").write_bytes(bytes(6 * _MIB))
        time.sleep(0.05)
    time.sleep(0.5)
    return "60 MB"


@attack(Ending.DISK, limits=_ROOMY)
def write_files_without_names(stage: Stage) -> object:
    kept = []
    for _ in range(10):
        file = Path("part").open("wb")
        file.write(bytes(6 * _MIB))
        file.flush()
        Path("part").unlink()
        kept.append(file)
        time.sleep(0.05)
    time.sleep(0.5)
    return "60 MB"


@attack(Ending.DISK, limits=_ROOMY)
def write_mapped_files_without_names_or_descriptors(stage: Stage) -> object:
    kept = []
    for _ in range(10):
        with Path("part").open("w+b") as file:
            file.write(bytes(6 * _MIB))
            file.flush()
            kept.append(mmap.mmap(file.fileno(), mmap.PAGESIZE))
        Path("part").unlink()
        time.sleep(0.05)
    os.sync()
    time.sleep(0.5)
    return "60 MB"


@attack(Ending.DISK)
def write_a_million_files(stage: Stage) -> object:
    for number in itertools.count():
        Path(str(number)).touch()
        if number > 100_000:
            return f"{number} files"
    return None


@attack()
def claim_ten_terabytes(stage: Stage) -> object:
    with Path("sparse").open("wb") as file:
        return file.truncate(10 << 40)


@attack(Ending.DISK, Ending.OK)
def dig_deep(stage: Stage) -> object:
    for _ in range(3000):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    Path("at-the-bottom").touch()
    return None


@attack(Ending.DISK)
def hide_behind_a_path_that_is_too_long(stage: Stage) -> object:
    for _ in range(60):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    Path("hoard").write_bytes(bytes(_MIB))
    time.sleep(1)
    return "hidden"


@attack(Ending.OK, Ending.DISK)
def lock_a_folder(stage: Stage) -> object:
    Path("locked/inner").mkdir(parents=True)
    Path("locked/inner/file").touch()
    Path("locked/inner").chmod(0)
    Path("locked").chmod(0)
    return None


@attack(Ending.LOG_FLOOD)
def print_without_end(stage: Stage) -> object:
    line = b"x" * (1 << 16)
    for _ in range(1 << 14):
        os.write(1, line)
    return "1 GB"
