"""Stage 4: from script, voice timings and scene code to everything the render needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.render_manifests import PlannedRender, RenderManifests
from studio.application.stages.render_plan import MadeScene, plan
from studio.application.stages.standing import Standing, standing
from studio.application.stages.write_files import text_files
from studio.domain.brief import JobId
from studio.domain.clips import with_clips
from studio.domain.files import MADE_BY_PLAN, MADE_BY_RENDER, content_type
from studio.domain.job import Job
from studio.domain.parts import clip_file, parts
from studio.domain.render import Checks, Join, RenderPlan, RenderReport
from studio.domain.review import SPOTS
from studio.domain.scene_take import SceneTake
from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage
from studio.domain.voice import VoiceTrack
from studio.ports import ArtifactStore, JobRepository, PlainComposer, Timeline


def checked(plan: RenderPlan, takes: Sequence[SceneTake], *, last: bool) -> RenderPlan:
    """Pure. A scene that can still be repaired is filmed only if nothing is wrong with it."""

    def checks(take: SceneTake) -> Checks:
        return "strict" if take.repairable and not last else "lenient"

    segments = (
        segment.model_copy(update={"checks": checks(take)})
        for segment, take in zip(plan.segments, takes, strict=True)
    )
    return plan.model_copy(update={"segments": tuple(segments)})


@dataclass(frozen=True, slots=True)
class PlanRender:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    plain: PlainComposer
    stamp: Stamp
    part_megapixels: int

    def __call__(
        self, job_id: JobId, *, modelled: bool = False, last: bool = False
    ) -> PlannedRender:
        """Store every text file of the video, and the manifests of those who film it.

        `modelled`: a language model wrote the scenes, so that they are checked and the take is
        judged; nobody repairs them after the `last` one.
        """
        job = self.jobs.get(job_id)
        script = keys.stored_script(self.artifacts, job_id)
        takes = keys.stored_takes(self.artifacts, script, job_id)
        made = [MadeScene(self._track(job_id, take.number), take.code) for take in takes]
        render_plan = plan(job, script, made, self.plain)
        tracks = [each.track for each in made]
        files = text_files(job, script, tracks, render_plan)
        assert set(files) == set(MADE_BY_PLAN)
        for name, text in files.items():
            key = keys.output_key(job_id, name)
            self.artifacts.put(key, text.encode(), content_type=content_type(name))
        segments = files["segments.json"]
        manifests = RenderManifests(self.artifacts, job_id)
        if modelled:
            render_plan = with_clips(checked(render_plan, takes, last=last), json.loads(segments))
            before = standing(self.artifacts, job_id, render_plan, takes)
            manifests = self._judged(job, render_plan, before)
        inputs = {
            segment.voice: keys.audio_key(job_id, segment.number, track.media_type)
            for segment, track in zip(render_plan.segments, tracks, strict=True)
        }
        kept = manifests.standing.kept if manifests.standing else {}
        shares = parts(render_plan, self.part_megapixels, kept)
        self._record(job, render_plan, len(shares), len(kept))
        return self._store(manifests, render_plan, inputs, segments, shares)

    def _judged(self, job: Job, render_plan: RenderPlan, before: Standing) -> RenderManifests:
        looks = before.looks(render_plan, job.topic.qa_density)
        spots, unmade = SPOTS.dump_json(looks), RenderReport(seconds=before.spent)
        self._put(keys.review_spots_key(job.id), spots)
        self._put(keys.take_report_key(job.id), unmade.model_dump_json().encode())
        return RenderManifests(self.artifacts, job.id, before, looks)

    def _store(
        self,
        manifests: RenderManifests,
        render_plan: RenderPlan,
        inputs: Mapping[str, str],
        segments: str,
        shares: Sequence[Sequence[int]],
    ) -> PlannedRender:
        judged = manifests.standing is not None
        if len(shares) == 1:
            whole = manifests.whole(render_plan, MADE_BY_RENDER, inputs, segments)
            return PlannedRender(whole, judged=judged)
        job_id = manifests.job_id
        numbered = list(enumerate(shares, 1))
        part_reports = [keys.part_report_key(job_id, part) for part, _ in numbered]
        if judged:
            for key in part_reports:
                self._put(key, RenderReport(seconds=0).model_dump_json().encode())
        join = Join(reports=tuple(map(manifests.readable, part_reports)))
        clips = _clips(job_id, render_plan, numbered)
        return PlannedRender(
            manifests.whole(render_plan, MADE_BY_RENDER, {**inputs, **clips}, segments, join),
            tuple(manifests.part(render_plan, segments, part, shares) for part, _ in numbered),
            judged,
        )

    def _track(self, job_id: JobId, number: int) -> VoiceTrack:
        return VoiceTrack.model_validate_json(self.artifacts.get(keys.track_key(job_id, number)))

    def _put(self, key: str, document: bytes) -> None:
        self.artifacts.put(key, document, content_type="application/json")

    def _record(self, job: Job, render_plan: RenderPlan, parts: int, kept: int) -> None:
        planned = self.stamp(
            Happening.RENDER_PLANNED,
            Progress(stage=Stage.RENDERING, percent=RENDER_STARTS),
            frames=render_plan.frames,
            seconds=round(render_plan.frames / render_plan.format.fps, 3),
            segments=len(render_plan.segments),
            parts=parts,
            kept=kept,
        )
        self.timeline.record(job.id, planned)


def _clips(
    job_id: JobId, render_plan: RenderPlan, numbered: Sequence[tuple[int, Sequence[int]]]
) -> dict[str, str]:
    """Keys of the clips that parts leave, by the names that the join looks for."""
    part_of = {number: part for part, share in numbered for number in share}
    clips = {}
    for segment in render_plan.segments:
        if segment.number in part_of:
            name = segment.clip or clip_file(segment.number)
            part = part_of[segment.number]
            clips[name] = (
                keys.clip_key(job_id, name) if segment.clip else keys.part_key(job_id, part, name)
            )
    return clips
