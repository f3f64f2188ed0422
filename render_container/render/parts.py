"""A long topic film by several tasks: each films some segments, and one joins their clips.

Clips come out of the object store as they came out of the jail: bytes of a scene's process. They
are of a limited size, go through the reader that every clip goes through, and are joined and
decoded in the jail only.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from render.clip import Clip, DamagedClip
from render.keeping import MOST_BYTES, Keeping
from render.manifest import StoreUnreachable, TooLarge
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from render.topic_film import Clips, deliver, film, narrating, undelivered
from studio.domain.parts import clip_file
from studio.domain.render import Join, Part, RenderPlan, RenderReport, SegmentPlan, SegmentReport

_AT_ONCE: Final = 4


def film_part(
    production: Production, plan: RenderPlan, part: Part, progress: ProgressReports
) -> RenderReport:
    """Film and store the clips of some segments; raises `RenderFailed`."""
    with Keeping(production, plan) as keeping:
        clips = film(production, plan, part.segments, progress.filmed, keeping)
        try:
            keeping.settle()
        except StoreUnreachable as error:
            raise RenderFailed(f"The film could not be stored: {error}") from error
    if not production.manifest.judged:
        names = [clip_file(report.number) for report in clips.reports]
        production.upload(
            {name: file.read_bytes() for name, file in zip(names, clips.files, strict=True)}
        )
    return undelivered(production, clips)


def join_parts(
    production: Production, plan: RenderPlan, join: Join, progress: ProgressReports
) -> RenderReport:
    """Make the film of what the parts left, and report on all of it; raises `RenderFailed`."""
    progress.filmed(len(plan.segments), plan.frames)
    with narrating(production, plan) as narration:
        with production.watch.stage("collect"):
            try:
                parts = [_report(production, url) for url in join.reports]
                kept = [each.report for each in production.manifest.kept.values()]
                files = _collected(production, plan.segments)
            except StoreUnreachable as error:
                raise RenderFailed(f"A part could not be fetched: {error}") from error
            _examine(files, plan.segments)
        report = deliver(production, plan, Clips(files, _in_order(plan, parts, kept)), narration)
    filming = max(part.seconds for part in parts)
    return report.model_copy(
        update={
            "seconds": round(filming + report.seconds, 3),
            "stages": {"longest part": filming, **report.stages},
        }
    )


def _report(production: Production, url: str) -> RenderReport:
    return RenderReport.model_validate_json(production.store.get(url))


def _collected(production: Production, segments: Iterable[SegmentPlan]) -> list[Path]:
    def collect(segment: SegmentPlan) -> Path:
        name = segment.clip or clip_file(segment.number)
        kept, file = manifest.kept.get(segment.number), production.scratch / name
        try:
            production.store.fetch(
                kept.url if kept else manifest.inputs[name], file, most=MOST_BYTES
            )
        except TooLarge as error:
            raise RenderFailed(f"The clip of scene {segment.number} is too large.") from error
        return file

    manifest = production.manifest
    with ThreadPoolExecutor(_AT_ONCE, "collect") as collecting:
        return list(collecting.map(collect, segments))


def _examine(files: Iterable[Path], segments: Iterable[SegmentPlan]) -> None:
    """Raises `RenderFailed` for the first clip that cannot be joined with those before it."""
    headers: set[bytes] = set()
    for file, segment in zip(files, segments, strict=True):
        try:
            clip = Clip.read(file)
        except DamagedClip as error:
            raise RenderFailed(f"The clip of scene {segment.number} is damaged.") from error
        if len(clip.frames) != segment.frames:
            raise RenderFailed(
                f"The clip of scene {segment.number} has {len(clip.frames)} frames, "
                f"not {segment.frames}."
            )
        headers.add(clip.headers)
        if len(headers) > 1:
            raise RenderFailed(
                f"The clip of scene {segment.number} was encoded with other settings than "
                "those before it; all parts must be filmed by one image."
            )


def _in_order(
    plan: RenderPlan, parts: Iterable[RenderReport], kept: Iterable[SegmentReport]
) -> list[SegmentReport]:
    filmed = (report for part in parts for report in part.segments)
    reports = {report.number: report for report in (*kept, *filmed)}
    try:
        return [reports[segment.number] for segment in plan.segments]
    except KeyError as error:
        raise RenderFailed(f"No part tells of scene {error}.") from error
