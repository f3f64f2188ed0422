"""One file is read by a process of its own, in the jail; nothing it leaves is believed."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Final, NamedTuple

from jail import ANYTHING, PNG, Ending, Jail, Limits, Magic, Outcome, Refused, collect
from jail.interpreter import library_path, reachable_interpreter
from jail.journal import clean
from render.reading.found import MOST_TEXT
from render.reading.reader import PICTURE, RESULT, TEXT
from studio.domain.context import FileKind
from studio.domain.reading import FileReading

SECONDS: Final = 60.0
_MIB: Final = 1 << 20
_MOST_RESULT: Final = 4096
_MOST_PICTURE: Final = 16 * _MIB
_PRODUCTS: Final[dict[FileKind, tuple[str, int, Magic]]] = {
    "pdf": (TEXT, MOST_TEXT, ANYTHING),
    "docx": (TEXT, MOST_TEXT, ANYTHING),
    "image": (PICTURE, _MOST_PICTURE, PNG),
}
_PROBLEMS: Final = {
    Ending.WALL_TIMEOUT: "it takes too long to read",
    Ending.CPU_LIMIT: "it takes too long to read",
    Ending.MEMORY: "it takes more memory to read than a file is given",
    Ending.DISK: "it becomes too large when it is read",
    Ending.FILE_TOO_BIG: "it becomes too large when it is read",
    Ending.LOG_FLOOD: "it makes its reader talk without an end",
    Ending.SANDBOX_VIOLATION: "it made its reader break out and was stopped (sandbox_violation)",
}


class Read(NamedTuple):
    """How it went, and where the text or the picture lies, if there is one."""

    reading: FileReading
    product: Path | None = None


def read_in_jail(
    jail: Jail, folder: Path, name: str, kind: FileKind, *, seconds: float = SECONDS
) -> Read:
    """`folder` holds the file and becomes the jail's; a folder next to it keeps what is taken."""
    outcome = jail.run(
        [str(_interpreter(jail)), "-P", "-m", "render.reading.reader", kind],
        scratch=folder,
        read_only=[Path(each) for each in library_path().split(os.pathsep)],
        environment={
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": library_path(),
        },
        limits=limits(seconds),
    )
    problem = _trouble(outcome)
    if problem is not None:
        return Read(FileReading(name=name, kind=kind, problem=problem))
    kept = folder.with_name(f"{folder.name}.kept")
    kept.mkdir()
    return _believed(outcome, kept, name, kind)


def limits(seconds: float) -> Limits:
    """A third of what scenes get: a file is small, and its reader has one process."""
    return Limits(
        wall_seconds=seconds,
        cpu_seconds=max(int(seconds * 0.75), 1),
        memory=1024 * _MIB,
        address_space=2048 * _MIB,
        processes=8,
        file_bytes=32 * _MIB,
        open_files=64,
        scratch_bytes=96 * _MIB,
        scratch_inodes=100,
        log_flood=4 * _MIB,
    )


def _interpreter(jail: Jail) -> Path:
    return reachable_interpreter() if jail.separate else Path(sys.executable)


def _trouble(outcome: Outcome) -> str | None:
    """Why nothing it left counts; None when its files decide."""
    if outcome.ending is Ending.OK:
        return None
    if outcome.ending in _PROBLEMS:
        return _PROBLEMS[outcome.ending]
    if outcome.signal is not None:
        return f"it made its reader crash ({signal.Signals(outcome.signal).name})"
    if outcome.ending is Ending.SETUP_FAILED:
        return f"its reader could not be confined ({outcome.trouble})"
    return "it made its reader fail"


def _believed(outcome: Outcome, kept: Path, name: str, kind: FileKind) -> Read:
    product, most, magic = _PRODUCTS[kind]
    try:
        collect(outcome.remains, RESULT, into=kept / RESULT, max_bytes=_MOST_RESULT, magic=ANYTHING)
        said = json.loads((kept / RESULT).read_bytes())
        reading = FileReading(name=name, kind=kind, **said)
        told = {
            name: clean(str(said[name]), kept) for name in ("problem", "note") if said.get(name)
        }
        reading = reading.model_copy(update=told)
        if reading.problem is not None:
            return Read(reading)
        if not reading.chars and kind != "image":
            return Read(reading)
        collect(outcome.remains, product, into=kept / product, max_bytes=most, magic=magic)
    except (Refused, ValueError, TypeError):
        return Read(FileReading(name=name, kind=kind, problem="it made its reader fail"))
    return Read(reading, kept / product)
