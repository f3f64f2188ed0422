"""A plan becomes a film: clips and narration at once, then one MP4, then the report."""

import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from render.crew import Crew, CrewLost
from render.filming import Filmed, Filming, NothingFilmed, WallLimit, wall_limit
from render.manifest import Store, StoreUnreachable
from render.mux import encode_narration, mux
from render.progress import ProgressReports
from render.thumbnail import thumbnail
from studio.domain.render import RenderManifest, RenderPlan, RenderReport

_log = logging.getLogger(__name__)
_ROUNDED: Final = 3


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
    """One manifest on its way to a film."""

    manifest: RenderManifest
    store: Store
    crew: Crew
    scratch: Path
    watch: Stopwatch
    limit: WallLimit = wall_limit

    @property
    def plan(self) -> RenderPlan:
        assert isinstance(self.manifest.plan, RenderPlan)
        return self.manifest.plan

    def run(self) -> RenderReport:
        """Make and store everything; answer the report that was stored with it."""
        manifest = self.manifest
        with ProgressReports(self.store, manifest.progress, self.plan) as progress:
            try:
                report = self._produce(progress)
            except RenderFailed as failure:
                report = self._failed(str(failure))
            except Exception as error:  # noqa: BLE001 - whatever it is, the report says so
                _log.exception("the render failed")
                report = self._failed(f"The render broke: {type(error).__name__}: {error}")
            self.store.put(manifest.report, "report.json", report.model_dump_json().encode())
            progress.end("failed" if report.failure else "done")
        return report

    def _failed(self, failure: str) -> RenderReport:
        return RenderReport(failure=failure, seconds=self.watch.seconds, stages=self.watch.stages)

    def _produce(self, progress: ProgressReports) -> RenderReport:
        aside = ThreadPoolExecutor(1, "narration")
        try:
            narration = aside.submit(self._narrate)
            filmed = self._film(progress, narration)
            wav, sound = _told(narration)
        finally:
            aside.shutdown(wait=False)
        film = self.scratch / "final.mp4"
        duration = self.plan.frames / self.plan.format.fps
        with self.watch.stage("mux"):
            mux(film, [each.clip for each in filmed], sound, self.plan)
        with self.watch.stage("thumbnail"):
            picture = thumbnail(film, duration)
        with self.watch.stage("upload"):
            self._upload(
                {"final.mp4": film.read_bytes(), "thumb.jpg": picture, "voiceover.wav": wav}
            )
        return RenderReport(
            seconds=self.watch.seconds,
            stages=self.watch.stages,
            duration=duration,
            segments=tuple(each.report for each in filmed),
        )

    def _film(
        self, progress: ProgressReports, narration: Future[tuple[bytes, bytes]]
    ) -> list[Filmed]:
        def proceed(segments: int, frames: int) -> None:
            progress.filmed(segments, frames)
            if narration.done():
                _told(narration)  # a film without its voice need not be finished

        filming = Filming(
            self.plan, self.manifest.segments_json, self.crew, self.scratch, self.limit
        )
        with self.watch.stage("film"):
            try:
                return filming.run(proceed)
            except NothingFilmed as error:
                raise RenderFailed(f"No scene could be filmed: {error}.") from error
            except CrewLost as error:
                raise RenderFailed(str(error)) from error

    def _narrate(self) -> tuple[bytes, bytes]:
        names = {segment.voice for segment in self.plan.segments}
        with self.watch.stage("fetch"):
            inputs = {name: self.store.get(self.manifest.inputs[name]) for name in sorted(names)}
        with self.watch.stage("narrate"):
            # Imports scipy, which takes a second that no scene has to wait for.
            from render.narration import assemble_narration  # noqa: PLC0415

            narration = assemble_narration(
                self.plan.segments, inputs, fps=self.plan.format.fps, tempo=self.plan.tempo
            )
            return narration.wav, encode_narration(narration.wav)

    def _upload(self, files: Mapping[str, bytes]) -> None:
        outputs = self.manifest.outputs
        with ThreadPoolExecutor(len(files), "upload") as uploads:
            jobs = [
                uploads.submit(self.store.put, outputs[name], name, content)
                for name, content in files.items()
                if name in outputs
            ]
        try:
            for job in jobs:
                job.result()
        except StoreUnreachable as error:
            raise RenderFailed(f"The film could not be stored: {error}") from error


def _told(narration: Future[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    try:
        return narration.result()
    except StoreUnreachable as error:
        raise RenderFailed(f"The narration could not be fetched: {error}") from error
    except Exception as error:
        _log.exception("the narration failed")
        raise RenderFailed(f"The narration could not be assembled: {error}") from error
