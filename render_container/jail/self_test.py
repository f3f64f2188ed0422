"""Canaries through the jail at start: the platform shows what it does before any user's byte."""

import os
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import asdict
from json import dumps
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jail.kernel import system_call
from jail.launcher import Jail
from jail.limits import Limits
from jail.outcome import Ending, Outcome
from jail.platform import PlatformUnsafe, probe
from jail.scratch import scratch_folder

_METADATA: Final = ("169.254.170.2", 80)
_NEW_USER_NAMESPACE: Final = 0x1000_0000
_FORKS: Final = 100
_CONTAINED: Final = 0
_BREACH: Final = 1
_LIMITS: Final = Limits(wall_seconds=5.0, cpu_seconds=2, processes=32)


def self_test(jail: Jail, under: Path | None = None) -> str:
    """One JSON line of what holds here; raises PlatformUnsafe where a wall that must be is not."""
    facts = probe()
    contained = {name: _contained(jail, name, under) for name in _CANARIES}
    if not all(contained[name] for name in _INDISPENSABLE):
        raise PlatformUnsafe(facts)
    lost = [*facts.degraded(), *(name for name, held in contained.items() if not held)]
    return dumps({**asdict(facts), "contained": contained, "degraded": lost})


def _contained(jail: Jail, name: str, under: Path | None) -> bool:
    attempt, expected = _CANARIES[name]
    with scratch_folder(under) as scratch:
        outcome: Outcome = jail.call(attempt, scratch=scratch, limits=_LIMITS)
    return outcome.ending is expected


def _refused(attempt: Callable[[], object]) -> None:
    try:
        attempt()
    except OSError:
        raise SystemExit(_CONTAINED) from None
    raise SystemExit(_BREACH)


def _connect() -> None:
    _refused(lambda: socket.socket().connect(_METADATA))


def _read_environment() -> None:
    _refused(Path("/proc/1/environ").read_bytes)


def _write_outside() -> None:
    _refused((Path.cwd().parent / "canary").touch)


def _write_temporary() -> None:
    canary = Path(f"/tmp/canary-{os.getpid()}")  # noqa: S108 - it is about this very folder

    def write() -> None:
        canary.touch()
        canary.unlink()

    _refused(write)


def _fork_many() -> None:
    def forks() -> None:
        for _ in range(_FORKS):
            if not os.fork():
                signal.pause()

    _refused(forks)


def _unshare() -> None:
    system_call("unshare", _NEW_USER_NAMESPACE)


_CANARIES: Final[Mapping[str, tuple[Callable[[], None], Ending]]] = MappingProxyType(
    {
        "connect": (_connect, Ending.OK),
        "namespaces": (_unshare, Ending.SANDBOX_VIOLATION),
        "environment": (_read_environment, Ending.OK),
        "forks": (_fork_many, Ending.OK),
        "outside": (_write_outside, Ending.OK),
        "temporary": (_write_temporary, Ending.OK),
    }
)
_INDISPENSABLE: Final = ("connect", "namespaces")
