"""One manifest on its way to a film: what every kind of plan needs."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from render.crew import Crew
from render.filming import WallLimit, wall_limit
from render.manifest import Store, StoreUnreachable
from studio.domain.render import RenderManifest

_ROUNDED: Final = 3
_AT_ONCE: Final = 8


class RenderFailed(Exception):
    """The film could not be made; the message is for people."""


class Stopwatch:
    """Wall seconds of every stage, and of everything so far."""

    def __init__(self, started: float) -> None:
        self._started = started
        self.stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self.stages[name] = round(time.monotonic() - started, _ROUNDED)

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self._started, _ROUNDED)


@dataclass(frozen=True)
class Production:
    manifest: RenderManifest
    store: Store
    crew: Crew
    scratch: Path
    watch: Stopwatch
    limit: WallLimit = wall_limit

    def upload(
        self, files: Mapping[str, bytes], pictures: Mapping[str, bytes] | None = None
    ) -> None:
        """Store whichever of these the manifest asks for; raises `RenderFailed`.

        Pictures are of the newest film, and replace what is there.
        """
        outputs, once = self.manifest.outputs, not self.manifest.redelivers
        with self.watch.stage("upload"), ThreadPoolExecutor(_AT_ONCE, "upload") as uploads:
            jobs = [
                uploads.submit(
                    self.store.put, outputs[name], name, content, once=once and name in files
                )
                for name, content in {**files, **(pictures or {})}.items()
                if name in outputs
            ]
        try:
            for job in jobs:
                job.result()
        except StoreUnreachable as error:
            raise RenderFailed(f"The film could not be stored: {error}") from error
