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
from render.manifest import StoreUnreachable
from render.mux import encode_narration
from render.order import NARRATION, PostOrder, clip_name
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from studio.domain.render import RenderPlan, RenderReport, SegmentReport

_log = logging.getLogger(__name__)
_FOLDER: Final = "post"

Narration = Future[tuple[bytes, bytes]]
"""The WAV that is delivered and the AAC that is joined."""

_Proceed = Callable[[int, int], None]


class Clips(NamedTuple):
    """Where the segments' clips lie, in order, and how each came to be."""

    files: Sequence[Path]
    reports: Sequence[SegmentReport]


def make_topic_film(
    production: Production, plan: RenderPlan, progress: ProgressReports
) -> RenderReport:
    """Raises `RenderFailed`."""
    with narrating(production, plan) as narration:

        def proceed(segments: int, frames: int) -> None:
            progress.filmed(segments, frames)
            if narration.done():
                _told(narration)  # a film without its voice need not be finished

        numbers = {segment.number for segment in plan.segments}
        clips = film(production, plan, numbers, proceed)
        return deliver(production, plan, clips, narration)


@contextmanager
def narrating(production: Production, plan: RenderPlan) -> Iterator[Narration]:
    """Assemble the narration aside, whatever becomes of the pictures."""
    aside = ThreadPoolExecutor(1, "narration")
    try:
        yield aside.submit(_narrate, production, plan)
    finally:
        aside.shutdown(wait=False)


def film(
    production: Production, plan: RenderPlan, numbers: Collection[int], proceed: _Proceed
) -> Clips:
    """Film the segments of these numbers; raises `RenderFailed`."""
    filming = Filming(
        plan,
        production.manifest.segments_json,
        production.crew,
        production.scratch,
        production.limit,
    )
    with production.watch.stage("film"):
        try:
            filmed = filming.run(numbers, proceed)
        except NothingFilmed as error:
            raise RenderFailed(f"No scene could be filmed: {error}.") from error
        except CrewLost as error:
            raise RenderFailed(str(error)) from error
    return Clips([each.clip for each in filmed], [each.report for each in filmed])


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
        }
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
