"""One render task from its environment to its exit code."""

import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from render.crew import Crew

if TYPE_CHECKING:
    from render.filming import WallLimit

_DIED: Final = 70
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_PLENTY: Final = 4 << 30
_log = logging.getLogger(__name__)


class Stopped(BaseException):
    """Somebody asked this task to end."""


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def main(limit: "WallLimit | None" = None) -> int:
    """Film what `MANIFEST_URL` asks for; answer the exit code."""
    return carried_out(lambda url: _run(url, limit))


def carried_out(work: Callable[[str], int]) -> int:
    """Give the work its manifest's URL; answer its exit code, or that of how it ended instead."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, _stop)
    try:
        return work(os.environ.pop("MANIFEST_URL"))
    except Stopped:
        _log.warning("stopped")
        code = 128 + signal.SIGTERM
    except Exception:  # noqa: BLE001 - the exit code tells the caller
        _log.exception("the render task died")
        code = _DIED
    sys.stderr.flush()
    os._exit(code)  # threads may still be talking to the store


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """In memory where there is plenty: scenes write and delete hundreds of small files."""
    free = shutil.disk_usage(_MEMORY).free if os.access(_MEMORY, os.W_OK | os.X_OK) else 0
    root = _MEMORY if free >= _PLENTY else None
    with tempfile.TemporaryDirectory(prefix="render-", dir=root) as folder:
        # A scene may be filmed by a uid of its own, which has to pass through.
        Path(folder).chmod(0o711)
        yield Path(folder).resolve()


def _run(url: str, limit: "WallLimit | None") -> int:
    started = time.monotonic()
    with scratch_folder() as scratch, Crew(scratch) as crew:
        # Imported while Manim is being imported over there.
        from render.filming import wall_limit  # noqa: PLC0415
        from render.manifest import Store  # noqa: PLC0415
        from render.produce import produce  # noqa: PLC0415
        from render.production import Production, Stopwatch  # noqa: PLC0415

        watch = Stopwatch(started)
        with Store() as store:
            manifest = store.manifest(url)
            watch.stages["start"] = watch.seconds
            report = produce(Production(manifest, store, crew, scratch, watch, limit or wall_limit))
    _log.info("%s in %.1f s: %s", report.failure or "done", report.seconds, report.stages)
    return 1 if report.failure else 0
