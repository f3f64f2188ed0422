"""A caller's scene becomes a film: one process films it, another makes the files."""

import os
from pathlib import Path
from typing import Final

from render.crew import Crew, CrewLost, Ending
from render.endings import sentence
from render.finishing import Finished, InvalidOutput, finish
from render.order import (
    CLIP,
    LONGEST_SCENE,
    ORDER,
    REEL,
    RESULT,
    SCENE,
    FilmOrder,
    FilmResult,
    PostOrder,
    Subcaption,
    clip_name,
    read_count,
)
from render.presentable import presentable
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from studio.domain.captions import to_vtt
from studio.domain.render import Caption, RenderReport, ScenePlan

_POLL: Final = 0.2
_FILMING: Final = "scene"
_POST: Final = "post"
_LONGEST_WARNING: Final = 300


def make_scene_film(
    production: Production, plan: ScenePlan, progress: ProgressReports
) -> RenderReport:
    """Raises `RenderFailed`."""
    watch = production.watch
    try:
        with watch.stage("film"):
            kept, result = _film(production, plan, progress)
        with watch.stage("post"):
            finished = _finish(production, plan, kept, result)
    except CrewLost as error:
        raise RenderFailed(str(error)) from error
    facts = finished.facts
    production.upload(_files(plan, finished, result))
    return RenderReport(
        seconds=watch.seconds,
        stages=watch.stages,
        duration=facts.duration,
        facts=facts,
        warnings=tuple(
            presentable(warning, plan.source)[:_LONGEST_WARNING] for warning in result.warnings
        ),
    )


def _film(
    production: Production, plan: ScenePlan, progress: ProgressReports
) -> tuple[Path, FilmResult]:
    folder = production.scratch / _FILMING
    folder.mkdir()
    (folder / SCENE).write_text(plan.source)
    order = FilmOrder(
        number=1,
        title="",
        class_name=plan.class_name,
        module=SCENE,
        theme="chalkboard",
        format=plan.format,
        frames=None,
        output=plan.output_format,
        workers=len(os.sched_getaffinity(0)),
    )
    (folder / ORDER).write_text(order.model_dump_json())
    limit = production.limit(None, plan.format)
    production.crew.film(folder, limit, "film_strangers")
    ending = _ending(production.crew, plan, folder, progress)
    if ending.trouble is not None:
        raise RenderFailed(sentence(ending, limit))
    try:
        result = FilmResult.model_validate_json((ending.kept / RESULT).read_bytes())
    except (OSError, ValueError) as error:
        raise RenderFailed("The scene left no film (invalid output).") from error
    if result.failure is not None:
        raise RenderFailed(presentable(result.failure, plan.source) or "The scene failed.")
    return ending.kept, result


def _ending(crew: Crew, plan: ScenePlan, folder: Path, progress: ProgressReports) -> Ending:
    most = LONGEST_SCENE * plan.format.fps
    while True:
        endings = crew.endings(_POLL)
        count = read_count(folder, most)
        progress.filmed(len(endings), count.frames, count.play_call)
        if endings:
            return endings[0]


def _finish(production: Production, plan: ScenePlan, kept: Path, result: FilmResult) -> Finished:
    folder = production.scratch / _POST
    folder.mkdir()
    filmed = kept / CLIP if plan.output_format == "mp4" else kept / REEL
    there = {sound.file for sound in result.sounds if (kept / sound.file).exists()}
    if not filmed.exists():
        raise RenderFailed("The scene left no film (invalid output).")
    filmed.rename(folder / (clip_name(0) if plan.output_format == "mp4" else REEL))
    for name in there:
        (kept / name).rename(folder / name)
    order = PostOrder(
        output=plan.output_format,
        format=plan.format,
        clips=int(plan.output_format == "mp4"),
        sounds=tuple(sound for sound in result.sounds if sound.file in there),
    )
    try:
        return finish(production.crew, folder, order, None)
    except InvalidOutput as error:
        raise RenderFailed(
            f"What the scene left is not the film that was asked for (invalid output): {error}."
        ) from error


def _files(plan: ScenePlan, finished: Finished, result: FilmResult) -> dict[str, bytes]:
    film = finished.film.read_bytes()
    if finished.thumbnail is None:
        return {"frame.png": film}
    return {
        f"video.{plan.output_format}": film,
        "thumb.jpg": finished.thumbnail,
        "captions.vtt": to_vtt(_captions(result.subcaptions, finished.facts.duration)).encode(),
    }


def _captions(noted: tuple[Subcaption, ...], seconds: float) -> list[Caption]:
    """In the order of their times, within the film, fit to be shown."""
    shown = []
    for each in sorted(noted, key=lambda one: (one.start, one.end)):
        lines = [line.strip() for line in presentable(each.text, each.text).splitlines()]
        start, end = max(each.start, 0), min(each.end, seconds)
        if any(lines) and start < end:
            lines = [line.replace("-->", "→") for line in lines if line]
            shown.append(Caption(start=start, end=end, lines=tuple(lines)))
    return shown
