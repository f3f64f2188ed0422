"""Stage 4: from script, voice timings and scene code to everything the render needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.render_manifests import PlannedRender, RenderManifests
from studio.application.stages.render_plan import Take, plan
from studio.application.stages.write_files import text_files
from studio.domain.brief import JobId
from studio.domain.files import MADE_BY_PLAN, MADE_BY_RENDER, content_type
from studio.domain.job import Job
from studio.domain.parts import clip_file, parts
from studio.domain.render import Join, RenderPlan
from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage
from studio.domain.voice import VoiceTrack
from studio.ports import ArtifactStore, JobRepository, PlainComposer, Timeline


@dataclass(frozen=True, slots=True)
class PlanRender:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    plain: PlainComposer
    stamp: Stamp
    part_megapixels: int

    def __call__(self, job_id: JobId) -> PlannedRender:
        """Store every text file of the video, and the manifests of those who film it."""
        job = self.jobs.get(job_id)
        script = keys.stored_script(self.artifacts, job_id)
        composed = keys.stored_takes(self.artifacts, script, job_id)
        takes = [Take(self._track(job_id, each.number), each.code) for each in composed]
        render_plan = plan(job, script, takes, self.plain)
        tracks = [take.track for take in takes]
        files = text_files(job, script, tracks, render_plan)
        assert set(files) == set(MADE_BY_PLAN)
        for name, text in files.items():
            key = keys.output_key(job_id, name)
            self.artifacts.put(key, text.encode(), content_type=content_type(name))
        shares = parts(render_plan, self.part_megapixels)
        self._record(job, render_plan, len(shares))
        inputs = {
            segment.voice: keys.audio_key(job_id, segment.number, track.media_type)
            for segment, track in zip(render_plan.segments, tracks, strict=True)
        }
        return self._store(job_id, render_plan, inputs, files["segments.json"], shares)

    def _store(
        self,
        job_id: JobId,
        render_plan: RenderPlan,
        inputs: dict[str, str],
        segments: str,
        shares: Sequence[Sequence[int]],
    ) -> PlannedRender:
        manifests = RenderManifests(self.artifacts, job_id)
        if len(shares) == 1:
            return PlannedRender(manifests.whole(render_plan, MADE_BY_RENDER, inputs, segments))
        numbered = list(enumerate(shares, 1))
        reports = (manifests.readable(keys.part_report_key(job_id, part)) for part, _ in numbered)
        clips = {
            clip_file(number): keys.part_key(job_id, part, clip_file(number))
            for part, share in numbered
            for number in share
        }
        join = Join(reports=tuple(reports))
        return PlannedRender(
            manifests.whole(render_plan, MADE_BY_RENDER, inputs | clips, segments, join),
            tuple(manifests.part(render_plan, segments, part, shares) for part, _ in numbered),
        )

    def _track(self, job_id: JobId, number: int) -> VoiceTrack:
        return VoiceTrack.model_validate_json(self.artifacts.get(keys.track_key(job_id, number)))

    def _record(self, job: Job, render_plan: RenderPlan, parts: int) -> None:
        planned = self.stamp(
            Happening.RENDER_PLANNED,
            Progress(stage=Stage.RENDERING, percent=RENDER_STARTS),
            frames=render_plan.frames,
            seconds=round(render_plan.frames / render_plan.format.fps, 3),
            segments=len(render_plan.segments),
            parts=parts,
        )
        self.timeline.record(job.id, planned)
