"""Who a job is: a uid of its own that dies with it, or, in development, the developer."""

import os
import pwd
import signal
import socket
import time
from collections.abc import Sequence
from types import TracebackType
from typing import ClassVar, Final, Protocol, Self

from jail import kernel, members
from jail.members import Member

JOB_UIDS: Final = range(60_706, 60_962)
_PATIENCE: Final = 5.0
_PAUSE: Final = 0.005


class NoFreeUid(Exception):
    """Every uid of the range belongs to a job or a user."""


class Survivors(Exception):
    """Processes of a job outlived SIGKILL."""


class Identity(Protocol):
    uid: int
    own: bool

    def attend(self, main: int) -> None: ...

    def members(self, main: int) -> list[Member]: ...

    def kill(self, main: int) -> None: ...

    def release(self) -> None: ...


class OwnUid:
    """A uid that no other job has while this one lasts.

    The lock is a name in the abstract socket space: it needs no writable folder,
    and the kernel drops it with the process that holds it.
    """

    own = True

    def __init__(self, uid: int, lock: socket.socket) -> None:
        self.uid = uid
        self._lock = lock

    @classmethod
    def lease(cls, uids: Sequence[int] = JOB_UIDS) -> Self:
        for uid in uids:
            lock = None if _belongs_to_a_user(uid) else _locked(uid)
            if lock is not None:
                identity = cls(uid, lock)
                identity.kill(0)
                return identity
        raise NoFreeUid

    def attend(self, main: int) -> None:
        """A uid needs no list."""

    def members(self, main: int) -> list[Member]:
        return members.of_uid(self.uid)

    def kill(self, main: int) -> None:
        """Kill all there are until there are none; forking faster does not help them."""
        deadline = time.monotonic() + _PATIENCE
        while kernel.anybody_is(self.uid):
            kernel.kill_all_of(self.uid)
            left = self.members(main)
            for member in left:
                kernel.kill_if_of(self.uid, member.pid, members.uid_of)
            if not _buried(left) and time.monotonic() > deadline:
                raise Survivors(f"uid {self.uid}")
            time.sleep(_PAUSE)

    def release(self) -> None:
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class Developer:
    """No root, no uid to give: a job is followed by its family tree and its process group."""

    own = False
    _mains: ClassVar[set[int]] = set()

    def __init__(self) -> None:
        self.uid = os.getuid()

    def attend(self, main: int) -> None:
        self._mains.add(main)

    def members(self, main: int) -> list[Member]:
        """Descendants, and orphans of any job: our children that have more filters than we."""
        everybody = list(members.everybody())
        ourselves = members.ourselves()
        confined = [
            member
            for member in everybody
            if member.parent == ourselves.pid and member.filters > ourselves.filters
        ]
        known = self._mains - {main}
        roots = {member.pid for member in confined if member.pid not in known}
        return members.descendants(roots, everybody)

    def kill(self, main: int) -> None:
        deadline = time.monotonic() + _PATIENCE
        while family := self.members(main):
            for member in family:
                _kill(member.pid)
            if not _buried(family) and time.monotonic() > deadline:
                raise Survivors(f"descendants of {main}")
            time.sleep(_PAUSE)
        self._mains.discard(main)

    def release(self) -> None:
        """There is nothing to give back."""


def _belongs_to_a_user(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _locked(uid: int) -> socket.socket | None:
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        lock.bind(f"\0jail-uid-{uid}")
    except OSError:
        lock.close()
        return None
    return lock


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _buried(family: list[Member]) -> bool:
    """Reap the dead among our own children; True if that was somebody."""
    reaped = False
    for member in family:
        if member.zombie and member.parent == os.getpid():
            try:
                reaped |= os.waitpid(member.pid, os.WNOHANG)[0] > 0
            except ChildProcessError:
                continue
    return reaped
