"""The one folder a job may write to: handed over, taken back, thrown away."""

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_PRIVATE: Final = 0o700
_PASSABLE: Final = 0o711


class UsedBefore(Exception):
    """A job has had this folder; what is in it cannot be trusted with a new owner."""


@contextmanager
def scratch_folder(under: Path | None = None) -> Iterator[Path]:
    """A folder for one job, in a folder that it can reach but not list; gone afterwards."""
    outer = Path(tempfile.mkdtemp(prefix="job-", dir=under))
    outer.chmod(_PASSABLE)
    scratch = outer / "scratch"
    scratch.mkdir(mode=_PRIVATE)
    try:
        yield scratch
    finally:
        throw_away(outer)


def hand_over(scratch: Path, uid: int) -> int:
    """Give the folder and the inputs in it to the job; answers a descriptor of the folder."""
    folder = os.open(scratch, _FOLDER)
    if os.fstat(folder).st_uid != os.geteuid():
        raise UsedBefore(str(scratch))
    os.fchmod(folder, _PRIVATE)
    for _, folders, files, inner in os.fwalk(dir_fd=folder, follow_symlinks=False):
        for name in folders + files:
            if os.stat(name, dir_fd=inner, follow_symlinks=False).st_uid != os.geteuid():
                raise UsedBefore(str(scratch))
            os.chown(name, uid, uid, dir_fd=inner, follow_symlinks=False)
    os.fchown(folder, uid, uid)
    return folder


def take_back(folder: int) -> None:
    """Nobody but us gets in any more; nothing inside is touched."""
    os.fchown(folder, os.geteuid(), os.getegid())
    os.fchmod(folder, _PRIVATE)


def throw_away(folder: Path) -> None:
    """Remove a tree of any depth, whatever its names, modes and links."""
    descriptor = os.open(folder, _FOLDER)
    try:
        _Removal(descriptor).run()
    finally:
        os.close(descriptor)
    folder.rmdir()


class _Removal:
    """Two levels at a time: grandchildren move up, so that depth costs no descriptors."""

    def __init__(self, top: int) -> None:
        self._top = top
        self._moved = 0
        self._prefix = f".{secrets.token_hex(8)}-"

    def run(self) -> None:
        while names := os.listdir(self._top):  # noqa: PTH208
            for name in names:
                self._remove(name)

    def _remove(self, name: str) -> None:
        if not _is_folder(name, self._top):
            os.unlink(name, dir_fd=self._top)
            return
        _unlock(name, self._top)
        inner = os.open(name, _FOLDER, dir_fd=self._top)
        try:
            for child in os.listdir(inner):  # noqa: PTH208
                self._lift(child, inner)
        finally:
            os.close(inner)
        os.rmdir(name, dir_fd=self._top)

    def _lift(self, child: str, inner: int) -> None:
        if not _is_folder(child, inner):
            os.unlink(child, dir_fd=inner)
            return
        self._moved += 1
        _unlock(child, inner)
        new = f"{self._prefix}{self._moved}"
        os.rename(child, new, src_dir_fd=inner, dst_dir_fd=self._top)


def _is_folder(name: str, inside: int) -> bool:
    return stat.S_ISDIR(os.stat(name, dir_fd=inside, follow_symlinks=False).st_mode)


def _unlock(name: str, inside: int) -> None:
    """Root passes everywhere; anybody else first needs his own permission."""
    if os.geteuid():
        os.chmod(name, _PRIVATE, dir_fd=inside)
