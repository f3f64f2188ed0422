"""Clips that outlive their take: fetched where they are there, stored as soon as they are made.

Who is killed in the middle of a take has filmed for the next one.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from render.clip import Clip, DamagedClip
from render.filming import Filmed
from render.manifest import StoreUnreachable, TooLarge
from render.production import Production
from studio.domain.clips import report_of
from studio.domain.render import KeptClip, RenderPlan, SegmentReport

MOST_BYTES: Final = 2 << 30
"""Of a clip; as many as are taken from the folder of a scene that is over."""

_AT_ONCE: Final = 4
_log = logging.getLogger(__name__)


class Keeping:
    """Stores from threads of its own: nobody waits for it before the end of the take."""

    def __init__(self, production: Production, plan: RenderPlan) -> None:
        self._store = production.store
        self._outputs = production.manifest.outputs
        self._scratch = production.scratch
        self._frames = {segment.number: segment.frames for segment in plan.segments}
        self._threads = ThreadPoolExecutor(_AT_ONCE, "keep")
        self._stored: list[Future[None]] = []

    def fetched(self, clips: Mapping[int, KeptClip], name: str) -> dict[int, Filmed]:
        """Those of the segments' clips that are usable; the others have to be filmed again."""
        files = self._threads.map(lambda number: self._fetched(clips, number, name), clips)
        return {
            number: Filmed(file, clips[number].report)
            for number, file in zip(clips, files, strict=True)
            if file is not None
        }

    def keep(self, filmed: Filmed) -> None:
        """Store the clip where the manifest has a place for it, whatever becomes of the file."""
        name = filmed.report.clip
        if name in self._outputs and filmed.clip is not None:
            file = filmed.clip.open("rb")  # it may be moved meanwhile
            self._stored.append(self._threads.submit(self._put, name, file, filmed.report))

    def settle(self) -> None:
        """Wait until everything is stored; raises `StoreUnreachable`."""
        for stored in self._stored:
            stored.result()

    def _fetched(self, clips: Mapping[int, KeptClip], number: int, name: str) -> Path | None:
        file = self._scratch / f"{name}-{number:03d}.bin"
        try:
            self._store.fetch(clips[number].url, file, most=MOST_BYTES)
            frames = len(Clip.read(file).frames)
        except (StoreUnreachable, TooLarge, DamagedClip) as error:
            _log.warning("the clip of scene %d is of no use: %r", number, error)
            return None
        return file if frames == self._frames[number] else None

    def _put(self, name: str, file: IO[bytes], report: SegmentReport) -> None:
        """What is told of a clip is there before it: a clip alone would be kept untold."""
        with file:
            told = report_of(name)
            document = report.model_dump_json().encode()
            self._store.put(self._outputs[told], told, document, once=True)
            self._store.put(self._outputs[name], name, file.read(), once=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown()
