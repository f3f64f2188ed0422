"""Where scenes are filmed: a jail as strict as the deployment asks and the platform allows."""

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from jail import ANYTHING, Jail, Limits, Magic, Outcome, Refused, collect
from jail.interpreter import open_to_all
from jail.launcher import calling
from jail.running import Running
from jail.self_test import self_test
from render.order import CLIP, CLIP_MAGIC, ISOLATION, RESULT

_REQUIRED: Final = "required"
_GIB: Final = 1 << 30
_KEPT: Final = {CLIP: (2 * _GIB, Magic(0, CLIP_MAGIC)), RESULT: (1 << 20, ANYTHING)}
_PASSABLE: Final = 0o001
_log = logging.getLogger(__name__)


def open_jail(scratch: Path) -> Jail:
    """Say what it holds; raises `PlatformUnsafe` where that is less than is required."""
    if os.environ.get(ISOLATION) == _REQUIRED:
        jail = Jail()
        _log.info("jail: %s", self_test(jail, scratch))
        return jail
    return Jail(development=True, own_uid=_within_reach(scratch))


def kept_folder(folder: Path) -> Path:
    """Where the warm parent puts what it took from a scene's folder."""
    return folder.with_name(f"{folder.name}.kept")


def start(jail: Jail, folder: Path, limit: float, film: Callable[[Path], int]) -> Running:
    """Begin to film the order in this folder, which becomes the scene's own."""
    environment = {"HOME": str(folder), "LANG": "C.UTF-8"}
    return jail.start(
        calling(partial(_leave_with, film, folder)),
        scratch=folder,
        read_only=_libraries(),
        environment=environment,
        limits=_limits(limit),
    )


def keep(outcome: Outcome, folder: Path) -> None:
    """Take the clip and the result of a scene that is over, trusting nothing about them."""
    kept = kept_folder(folder)
    kept.mkdir()
    for name, (most, magic) in _KEPT.items():
        try:
            collect(outcome.remains, name, into=kept / name, max_bytes=most, magic=magic)
        except Refused as refusal:
            _log.warning("%s: no %s: %s", folder.name, name, refusal)


def _leave_with(film: Callable[[Path], int], folder: Path) -> None:
    raise SystemExit(film(folder))


def _limits(seconds: float) -> Limits:
    processors = len(os.sched_getaffinity(0))
    return Limits(
        wall_seconds=seconds,
        cpu_seconds=int(seconds * min(processors, 2)) + 1,
        memory=3 * _GIB,
        address_space=8 * _GIB,
        file_bytes=2 * _GIB,
        scratch_bytes=3 * _GIB,
    )


def _libraries() -> list[Path]:
    return [Path(folder) for folder in sys.path if folder and Path(folder).is_dir()]


def _within_reach(scratch: Path) -> bool:
    """Whether another uid could read our code and enter its folder; private homes forbid it."""
    ours = [*_libraries(), Path(sys.prefix)]
    return all(map(open_to_all, ours)) and all(
        folder.stat().st_mode & _PASSABLE for folder in (scratch, *scratch.parents)
    )
