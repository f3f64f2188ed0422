"""A topic's plan becomes a film: clips and narration at once, then one MP4."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from render.crew import CrewLost
from render.filming import Filming, NothingFilmed
from render.finishing import Finished, InvalidOutput, finish
from render.keeping import Keeping
from render.manifest import StoreUnreachable
from render.mux import encode_narration
from render.order import NARRATION, PostOrder, clip_name
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from studio.domain.render import RenderPlan, RenderReport, SegmentReport
from studio.domain.review import frame_name

_log = logging.getLogger(__name__)
_FOLDER: Final = "post"

Narration = Future[tuple[bytes, bytes]]
"""The WAV that is delivered and the AAC that is joined."""

_Proceed = Callable[[int, int], None]


class Clips(NamedTuple):
    """Where the segments' clips lie, in order, and how each came to be."""

    files: Sequence[Path]
    reports: Sequence[SegmentReport]

    @property
    def complete(self) -> bool:
        return len(self.files) == len(self.reports)


def make_topic_film(
    production: Production, plan: RenderPlan, progress: ProgressReports
) -> RenderReport:
    """Without a film where a scene has to be repaired first; raises `RenderFailed`."""
    with narrating(production, plan) as narration, Keeping(production, plan) as keeping:

        def proceed(segments: int, frames: int) -> None:
            progress.filmed(segments, frames)
            if narration.done():
                _told(narration)  # a film without its voice need not be finished

        numbers = {segment.number for segment in plan.segments}
        clips = film(production, plan, numbers, proceed, keeping)
        report = (
            deliver(production, plan, clips, narration)
            if clips.complete
            else undelivered(production, clips)
        )
        _settle(keeping)
        return report


def undelivered(production: Production, clips: Clips) -> RenderReport:
    """A report without a film."""
    watch = production.watch
    return RenderReport(seconds=watch.seconds, stages=watch.stages, segments=tuple(clips.reports))


def _settle(keeping: Keeping) -> None:
    try:
        keeping.settle()
    except StoreUnreachable as error:
        _log.warning("a clip is not kept, and will be filmed again: %s", error)


@contextmanager
def narrating(production: Production, plan: RenderPlan) -> Iterator[Narration]:
    """Assemble the narration aside, whatever becomes of the pictures."""
    aside = ThreadPoolExecutor(1, "narration")
    try:
        yield aside.submit(_narrate, production, plan)
    finally:
        aside.shutdown(wait=False)


def film(
    production: Production,
    plan: RenderPlan,
    numbers: Collection[int],
    proceed: _Proceed,
    keeping: Keeping,
) -> Clips:
    """Film what is not kept of the segments of these numbers; raises `RenderFailed`."""
    manifest = production.manifest
    wanted = {number: manifest.kept[number] for number in numbers if number in manifest.kept}
    with production.watch.stage("film"):
        kept = keeping.fetched(wanted, "kept")
        previous = keeping.fetched(manifest.previous, "previous")
        there = {*manifest.kept} - {*wanted} | {*kept}
        frames = sum(segment.frames for segment in plan.segments if segment.number in there)
        filming = Filming(
            plan,
            manifest.segments_json,
            production.crew,
            production.scratch,
            production.limit,
        )
        try:
            filmed = filming.run(
                {*numbers} - {*kept},
                lambda segments, taken: proceed(len(there) + segments, frames + taken),
                keeping.keep,
                previous,
            )
        except NothingFilmed as error:
            raise RenderFailed(f"No scene could be filmed: {error}.") from error
        except CrewLost as error:
            raise RenderFailed(str(error)) from error
    every = sorted([*kept.values(), *filmed], key=lambda each: each.report.number)
    clips = [each.clip for each in every if each.clip is not None]
    return Clips(clips, [each.report for each in every])


def deliver(
    production: Production, plan: RenderPlan, clips: Clips, narration: Narration
) -> RenderReport:
    """Join, examine and store the film; raises `RenderFailed`."""
    watch = production.watch
    if all(report.trouble for report in clips.reports):
        raise RenderFailed(f"No scene could be filmed: {clips.reports[0].trouble}.")
    wav, sound = _told(narration)
    with watch.stage("post"):
        finished = _finish(production, plan, clips.files, sound)
    assert finished.thumbnail is not None
    production.upload(
        {
            "final.mp4": finished.film.read_bytes(),
            "thumb.jpg": finished.thumbnail,
            "voiceover.wav": wav,
        },
        {frame_name(place): picture for place, picture in enumerate(finished.pictures, 1)},
    )
    return RenderReport(
        seconds=watch.seconds,
        stages=watch.stages,
        duration=plan.frames / plan.format.fps,
        segments=tuple(clips.reports),
        facts=finished.facts,
    )


def _finish(
    production: Production, plan: RenderPlan, clips: Sequence[Path], sound: bytes
) -> Finished:
    folder = production.scratch / _FOLDER
    folder.mkdir()
    (folder / NARRATION).write_bytes(sound)
    for number, clip in enumerate(clips):
        clip.rename(folder / clip_name(number))
    order = PostOrder(
        output="mp4",
        format=plan.format,
        clips=len(clips),
        narrated=True,
        title=plan.title,
        chapters=plan.chapters,
        looks=tuple(spot.seconds for spot in production.manifest.looks),
    )
    try:
        return finish(production.crew, folder, order, plan.frames)
    except InvalidOutput as error:
        raise RenderFailed(f"The film could not be finished (invalid output): {error}.") from error
    except CrewLost as error:
        raise RenderFailed(str(error)) from error


def _narrate(production: Production, plan: RenderPlan) -> tuple[bytes, bytes]:
    names = {segment.voice for segment in plan.segments}
    urls = production.manifest.inputs
    with production.watch.stage("fetch"):
        inputs = {name: production.store.get(urls[name]) for name in sorted(names)}
    with production.watch.stage("narrate"):
        # Imports scipy, which takes a second that no scene has to wait for.
        from render.narration import assemble_narration  # noqa: PLC0415

        narration = assemble_narration(plan.segments, inputs, fps=plan.format.fps, tempo=plan.tempo)
        return narration.wav, encode_narration(narration.wav)


def _told(narration: Narration) -> tuple[bytes, bytes]:
    try:
        return narration.result()
    except StoreUnreachable as error:
        raise RenderFailed(f"The narration could not be fetched: {error}") from error
    except Exception as error:
        _log.exception("the narration failed")
        raise RenderFailed(f"The narration could not be assembled: {error}") from error
