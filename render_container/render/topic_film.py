"""A topic's plan becomes a film: clips and narration at once, then one MP4."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from render.crew import CrewLost
from render.filming import Filmed, Filming, NothingFilmed
from render.finishing import Finished, InvalidOutput, finish
from render.manifest import StoreUnreachable
from render.mux import encode_narration
from render.order import NARRATION, PostOrder, clip_name
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from studio.domain.render import RenderPlan, RenderReport

_log = logging.getLogger(__name__)
_FOLDER: Final = "post"

_Narration = Future[tuple[bytes, bytes]]


def make_topic_film(
    production: Production, plan: RenderPlan, progress: ProgressReports
) -> RenderReport:
    """Raises `RenderFailed`."""
    watch = production.watch
    aside = ThreadPoolExecutor(1, "narration")
    try:
        narration = aside.submit(_narrate, production, plan)
        filmed = _film(production, plan, progress, narration)
        wav, sound = _told(narration)
    finally:
        aside.shutdown(wait=False)
    with watch.stage("post"):
        finished = _finish(production, plan, filmed, sound)
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
        segments=tuple(each.report for each in filmed),
        facts=finished.facts,
    )


def _film(
    production: Production, plan: RenderPlan, progress: ProgressReports, narration: _Narration
) -> list[Filmed]:
    def proceed(segments: int, frames: int) -> None:
        progress.filmed(segments, frames)
        if narration.done():
            _told(narration)  # a film without its voice need not be finished

    filming = Filming(
        plan,
        production.manifest.segments_json,
        production.crew,
        production.scratch,
        production.limit,
    )
    with production.watch.stage("film"):
        try:
            return filming.run(proceed)
        except NothingFilmed as error:
            raise RenderFailed(f"No scene could be filmed: {error}.") from error
        except CrewLost as error:
            raise RenderFailed(str(error)) from error


def _finish(
    production: Production, plan: RenderPlan, filmed: list[Filmed], sound: bytes
) -> Finished:
    folder = production.scratch / _FOLDER
    folder.mkdir()
    (folder / NARRATION).write_bytes(sound)
    for number, each in enumerate(filmed):
        each.clip.rename(folder / clip_name(number))
    order = PostOrder(
        output="mp4",
        format=plan.format,
        clips=len(filmed),
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


def _told(narration: _Narration) -> tuple[bytes, bytes]:
    try:
        return narration.result()
    except StoreUnreachable as error:
        raise RenderFailed(f"The narration could not be fetched: {error}") from error
    except Exception as error:
        _log.exception("the narration failed")
        raise RenderFailed(f"The narration could not be assembled: {error}") from error
