"""Where scenes are filmed: a jail as strict as the deployment asks and the platform allows."""

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from jail import (
    ANYTHING,
    GIF,
    MP4,
    PNG,
    WEBM,
    Jail,
    Limits,
    Magic,
    Outcome,
    Refusal,
    Refused,
    collect,
)
from jail.interpreter import open_to_all
from jail.launcher import calling
from jail.platform import probe
from jail.running import Running
from jail.self_test import self_test
from render.order import (
    CLIP,
    CLIP_MAGIC,
    FACTS,
    MOST_SOUNDS,
    REEL,
    REEL_MAGIC,
    RESULT,
    THUMBNAIL,
    sound_name,
)
from render.runs import CALLERS_CODE, ISOLATION, PLATFORM_UNSAFE, WITHOUT_ISOLATION
from studio.domain.looking import MOST_PICTURES
from studio.domain.review import frame_name

_REQUIRED: Final = "required"
_GIB: Final = 1 << 30
_MIB: Final = 1 << 20
_JPEG: Final = Magic(0, b"\xff\xd8\xff")
_KEPT: Final[dict[str, tuple[int, Magic]]] = {
    RESULT: (4 * _MIB, ANYTHING),
    CLIP: (2 * _GIB, Magic(0, CLIP_MAGIC)),
    REEL: (2 * _GIB, Magic(0, REEL_MAGIC)),
    **{sound_name(number): (64 * _MIB, ANYTHING) for number in range(MOST_SOUNDS)},
    FACTS: (_MIB, ANYTHING),
    THUMBNAIL: (_MIB, _JPEG),
    **{frame_name(place): (4 * _MIB, _JPEG) for place in range(1, MOST_PICTURES + 1)},
    "film.mp4": (2 * _GIB, MP4),
    "film.gif": (2 * _GIB, GIF),
    "film.webm": (2 * _GIB, WEBM),
    "film.png": (128 * _MIB, PNG),
}
"""What is taken from the folder of a run that is over, if it is there."""

_TEX: Final = {"PATH": "/usr/bin:/bin", "openin_any": "p", "openout_any": "p", "shell_escape": "f"}
"""LaTeX reads and writes its own folder and runs nothing."""
_PASSABLE: Final = 0o001
_log = logging.getLogger(__name__)


def open_jail(scratch: Path) -> Jail:
    """Say what it holds; raises `PlatformUnsafe` where that is less than is required."""
    if os.environ.get(ISOLATION) == _REQUIRED:
        jail = Jail()
        _log.info("jail: %s", self_test(jail, scratch))
        return jail
    for loss in probe().degraded():
        _log.warning("jail: degraded: %s", loss)
    return Jail(development=True, own_uid=_within_reach(scratch))


def unfit_for_strangers(jail: Jail) -> str:
    """Why strangers' code is not run here; nothing where it may be."""
    if jail.separate or os.environ.get(CALLERS_CODE) == WITHOUT_ISOLATION:
        return ""
    return (
        f"{PLATFORM_UNSAFE}: this platform gives a scene no uid of its own, so code of callers and "
        f"models is not run here. {CALLERS_CODE}={WITHOUT_ISOLATION} runs it all the same, as the "
        "developer."
    )


def kept_folder(folder: Path) -> Path:
    """Where the warm parent puts what it took from a scene's folder."""
    return folder.with_name(f"{folder.name}.kept")


def start(jail: Jail, folder: Path, limit: float, work: Callable[[Path], int]) -> Running:
    """Begin to carry out the order in this folder, which becomes the run's own."""
    environment = {"HOME": str(folder), "LANG": "C.UTF-8", "TEXMFOUTPUT": str(folder), **_TEX}
    return jail.start(
        calling(partial(_leave_with, work, folder)),
        scratch=folder,
        read_only=_libraries(),
        environment=environment,
        limits=_limits(limit),
    )


def keep(outcome: Outcome, folder: Path) -> None:
    """Take the files of a run that is over, trusting nothing about them."""
    kept = kept_folder(folder)
    kept.mkdir()
    for name, (most, magic) in _KEPT.items():
        try:
            collect(outcome.remains, name, into=kept / name, max_bytes=most, magic=magic)
        except Refused as refusal:
            if refusal.reason is Refusal.NO_OUTPUT:
                continue
            _log.warning("%s: no %s: %s", folder.name, name, refusal)


def _leave_with(work: Callable[[Path], int], folder: Path) -> None:
    raise SystemExit(work(folder))


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
