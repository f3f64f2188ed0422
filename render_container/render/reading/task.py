"""One task that reads: from the environment to the exit code. Manim is not imported here."""

import logging
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jail import Jail, PlatformUnsafe
from render.confinement import open_jail
from render.manifest import Store, StoreUnreachable, TooLarge
from render.reading.jailed import SECONDS, read_in_jail
from render.reading.reader import FILE
from render.task import carried_out, scratch_folder
from studio.domain.context import MAX_BYTES
from studio.domain.reading import FileReading, FileToRead, ReadingManifest, ReadingReport
from studio.domain.render import RenderReport

_log = logging.getLogger(__name__)
_SECONDS_IN_ALL: Final = 600.0
_UNSAFE: Final = "This platform cannot confine those who read files (platform_unsafe)."


def main() -> int:
    """Read what `MANIFEST_URL` names; answer the exit code."""
    return carried_out(_run)


def _run(url: str) -> int:
    started = time.monotonic()
    with scratch_folder() as scratch, Store() as store:
        manifest = ReadingManifest.model_validate_json(store.get(url))
        failure = _read_all(manifest, store, scratch, started + _SECONDS_IN_ALL)
        seconds = round(time.monotonic() - started, 3)
        _log.info("%s in %.1f s", failure or "done", seconds)
        if failure is None:
            return 0
        document = RenderReport(failure=failure, seconds=seconds).model_dump_json().encode()
        store.put(manifest.failure, "report.json", document, once=True)
    return 1


def _read_all(
    manifest: ReadingManifest, store: Store, scratch: Path, deadline: float
) -> str | None:
    """Why the job fails; None where every file was read and stored."""
    try:
        desk = _Desk(store, open_jail(scratch), scratch, deadline)
        readings = tuple(desk.read(file) for file in manifest.files)
        report = ReadingReport(files=readings)
        store.put(manifest.report, "reading.json", report.model_dump_json().encode(), once=True)
    except PlatformUnsafe:
        _log.exception("no file is read here")
        return _UNSAFE
    except StoreUnreachable as error:
        return f"The files could not be fetched or stored: {error}"
    return report.failure


@dataclass(frozen=True)
class _Desk:
    store: Store
    jail: Jail
    scratch: Path
    deadline: float

    def read(self, file: FileToRead) -> FileReading:
        folder = Path(tempfile.mkdtemp(prefix="file-", dir=self.scratch))
        seconds = min(SECONDS, self.deadline - time.monotonic())
        if seconds < 1:
            return _unread(file, "there was no time left to read it")
        try:
            self.store.fetch(file.source, folder / FILE, most=MAX_BYTES[file.kind])
        except TooLarge:
            return _unread(file, "it is larger than files of its kind may be")
        read = read_in_jail(self.jail, folder, file.name, file.kind, seconds=seconds)
        if read.product is not None:
            product = read.product.read_bytes()
            self.store.put(file.result, read.product.name, product, once=True)
        return read.reading


def _unread(file: FileToRead, problem: str) -> FileReading:
    return FileReading(name=file.name, kind=file.kind, problem=problem)
