"""Taking a job's output without trusting anything about it."""

import errno
import os
import stat
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_OURS_ALONE: Final = 0o600


class Refusal(StrEnum):
    BAD_PATH = "bad_path"
    NO_OUTPUT = "no_output"
    NOT_A_PLAIN_FOLDER = "not_a_plain_dir"
    SYMLINK = "symlink"
    UNREADABLE = "unreadable"
    NOT_REGULAR = "not_regular"
    HARD_LINKED = "hardlinked"
    WRONG_OWNER = "wrong_owner"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    WRONG_KIND = "not_mp4"
    CUT_SHORT = "short"


class Refused(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Magic(NamedTuple):
    """The bytes by which a kind of file is known, and where they stand."""

    offset: int
    bytes: bytes


MP4: Final = Magic(4, b"ftyp")
PNG: Final = Magic(0, b"\x89PNG\r\n\x1a\n")
GIF: Final = Magic(0, b"GIF8")
WEBM: Final = Magic(0, b"\x1aE\xdf\xa3")
ANYTHING: Final = Magic(0, b"")


class Remains(NamedTuple):
    """What a dead job leaves: its folder, and the uid that its own files have."""

    scratch: Path
    owner: int


def collect(remains: Remains, name: str, *, into: Path, max_bytes: int, magic: Magic = MP4) -> Path:
    """Copy one file of a dead job to a new file of ours, or raise Refused."""
    with ExitStack() as opened:
        source = _open(remains.scratch, name, opened)
        size = _size(os.fstat(source), remains.owner, max_bytes)
        if os.pread(source, len(magic.bytes), magic.offset) != magic.bytes:
            raise Refused(Refusal.WRONG_KIND)
        target = os.open(into, _NEW, _OURS_ALONE)
        opened.callback(os.close, target)
        _copy(source, target, size)
    return into


def _open(scratch: Path, name: str, opened: ExitStack) -> int:
    *folders, last = name.split("/")
    if any(part in ("", ".", "..") for part in (*folders, last)):
        raise Refused(Refusal.BAD_PATH)
    place = os.open(scratch, _FOLDER)
    opened.callback(os.close, place)
    for folder in folders:
        place = _step(folder, _FOLDER, place, Refusal.NOT_A_PLAIN_FOLDER)
        opened.callback(os.close, place)
    file = _step(last, _FILE, place, Refusal.SYMLINK)
    opened.callback(os.close, file)
    return file


def _step(name: str, flags: int, place: int, if_link: Refusal) -> int:
    try:
        return os.open(name, flags, dir_fd=place)
    except FileNotFoundError as error:
        raise Refused(Refusal.NO_OUTPUT) from error
    except OSError as error:
        link = error.errno in (errno.ELOOP, errno.ENOTDIR)
        raise Refused(if_link if link else Refusal.UNREADABLE) from error


def _size(file: os.stat_result, owner: int, max_bytes: int) -> int:
    if not stat.S_ISREG(file.st_mode):
        raise Refused(Refusal.NOT_REGULAR)
    if file.st_nlink != 1:
        raise Refused(Refusal.HARD_LINKED)
    if file.st_uid != owner:
        raise Refused(Refusal.WRONG_OWNER)
    if not file.st_size:
        raise Refused(Refusal.EMPTY)
    if file.st_size > max_bytes:
        raise Refused(Refusal.TOO_BIG)
    return file.st_size


def _copy(source: int, target: int, size: int) -> None:
    done = 0
    while done < size:
        copied = os.sendfile(target, source, done, size - done)
        if not copied:
            raise Refused(Refusal.CUT_SHORT)
        done += copied
