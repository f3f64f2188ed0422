"""What there is already of a film that is about to be made, or made better."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

from studio.application import artifacts as keys
from studio.domain.brief import JobId, QaDensity
from studio.domain.clips import report_of
from studio.domain.errors import ArtifactNotFound
from studio.domain.looking import frames_to_look_at
from studio.domain.render import KeptClip, RenderPlan, RenderReport, SegmentReport
from studio.domain.review import FrameSpot
from studio.domain.scene_take import SceneTake
from studio.ports import ArtifactStore

URLS_LIVE: Final = 3600
"""Seconds the render tasks' URLs work: longer than the longest render, its parts and their join."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Before a take that somebody judges."""

    kept: dict[int, KeptClip] = field(default_factory=dict)
    previous: dict[int, KeptClip] = field(default_factory=dict)
    spent: float = 0.0
    """Wall seconds of the takes so far."""

    delivered: RenderReport | None = None
    """Of the film that is there."""

    def without_kept(self) -> Self:
        return replace(self, kept={})

    def looks(self, plan: RenderPlan, density: QaDensity) -> tuple[FrameSpot, ...]:
        """Pictures to take of the scenes that are not shown yet as they will be."""
        if self.delivered is None:
            return frames_to_look_at(plan, density)
        shown = {segment.number: segment.clip for segment in self.delivered.segments}
        changed = {each.number for each in plan.segments if each.clip != shown.get(each.number)}
        return frames_to_look_at(plan, density, changed)


def standing(
    artifacts: ArtifactStore, job_id: JobId, plan: RenderPlan, takes: Sequence[SceneTake]
) -> Standing:
    """Look at what earlier takes of this job left."""
    clips = _Clips(artifacts, job_id)
    kept = clips.kept((segment.number, segment.clip) for segment in plan.segments)
    older = ((take.number, take.clip) for take in takes if take.number not in kept)
    last = stored_report(artifacts, keys.take_report_key(job_id))
    return Standing(
        kept=kept,
        previous=clips.kept(older),
        spent=last.seconds if last else 0.0,
        delivered=_delivered(artifacts, job_id),
    )


def stored_report(artifacts: ArtifactStore, key: str) -> RenderReport | None:
    try:
        return RenderReport.model_validate_json(artifacts.get(key))
    except ArtifactNotFound:
        return None


def _delivered(artifacts: ArtifactStore, job_id: JobId) -> RenderReport | None:
    report = stored_report(artifacts, keys.render_report_key(job_id))
    return None if report is None or report.duration is None else report


class _Clips:
    def __init__(self, artifacts: ArtifactStore, job_id: JobId) -> None:
        self._artifacts = artifacts
        self._job_id = job_id
        self._names = frozenset(artifacts.names(keys.clips_prefix(job_id)))

    def kept(self, wanted: Iterable[tuple[int, str | None]]) -> dict[int, KeptClip]:
        """Those that are there, with what is told of them."""
        return {
            number: self._kept(clip)
            for number, clip in wanted
            if clip and {clip, report_of(clip)} <= self._names
        }

    def _kept(self, clip: str) -> KeptClip:
        url = self._artifacts.presigned_get(keys.clip_key(self._job_id, clip), seconds=URLS_LIVE)
        told = self._artifacts.get(keys.clip_key(self._job_id, report_of(clip)))
        return KeptClip(url=url, report=SegmentReport.model_validate_json(told))
