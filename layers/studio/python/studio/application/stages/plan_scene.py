"""A caller's scene needs no script and no voice: from its brief to the render's manifest."""

from dataclasses import dataclass

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.render_manifests import PlannedRender, RenderManifests
from studio.domain.brief import JobId
from studio.domain.files import SCENE_MODULE, made_from_scene
from studio.domain.job import Job
from studio.domain.render import ScenePlan, scene_format
from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, JobRepository, Timeline


def plan_scene(job: Job, source: str) -> ScenePlan:
    brief = job.scene
    return ScenePlan(
        job_id=job.id,
        class_name=brief.class_name,
        source=source,
        format=scene_format(brief.quality, brief.aspect_ratio, brief.fps),
        output_format=brief.output_format,
    )


@dataclass(frozen=True, slots=True)
class PlanScene:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, job_id: JobId) -> PlannedRender:
        """Store the manifest."""
        job = self.jobs.get(job_id)
        source = self.artifacts.get(keys.context_key(job_id, SCENE_MODULE)).decode()
        plan = plan_scene(job, source)
        planned = self.stamp(
            Happening.RENDER_PLANNED,
            Progress(stage=Stage.RENDERING, percent=RENDER_STARTS),
            **plan.format.model_dump(),
        )
        self.timeline.record(job_id, planned)
        manifests = RenderManifests(self.artifacts, job_id)
        return PlannedRender(manifests.whole(plan, made_from_scene(plan.output_format)))
