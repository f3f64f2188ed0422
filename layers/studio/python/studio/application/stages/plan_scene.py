"""A caller's scene needs no script and no voice: from its brief to the render's manifest."""

from dataclasses import dataclass
from typing import Final

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.files import SCENE_MODULE, content_type, made_from_scene
from studio.domain.job import Job
from studio.domain.render import RenderManifest, ScenePlan, scene_format
from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, JobRepository, Timeline

URLS_LIVE: Final = 3600
"""Seconds the render task's URLs work: longer than the longest render."""


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

    def __call__(self, job_id: JobId) -> str:
        """Store the manifest; return its URL."""
        job = self.jobs.get(job_id)
        source = self.artifacts.get(keys.context_key(job_id, SCENE_MODULE)).decode()
        plan = plan_scene(job, source)
        planned = self.stamp(
            Happening.RENDER_PLANNED,
            Progress(stage=Stage.RENDERING, percent=RENDER_STARTS),
            **plan.format.model_dump(),
        )
        self.timeline.record(job_id, planned)
        return self._store(plan, job_id)

    def _store(self, plan: ScenePlan, job_id: JobId) -> str:
        manifest = RenderManifest(
            plan=plan,
            inputs={},
            outputs={
                name: self._put_url(keys.output_key(job_id, name), content_type(name))
                for name in made_from_scene(plan.output_format)
            },
            progress=self.artifacts.presigned_put(
                keys.render_progress_key(job_id),
                content_type="application/json",
                seconds=URLS_LIVE,
            ),
            report=self._put_url(keys.render_report_key(job_id), "application/json"),
        )
        key = keys.render_manifest_key(job_id)
        body = manifest.model_dump_json().encode()
        self.artifacts.put(key, body, content_type="application/json")
        return self.artifacts.presigned_get(key, seconds=URLS_LIVE)

    def _put_url(self, key: str, media_type: str) -> str:
        """For what is written once."""
        return self.artifacts.presigned_put(
            key, content_type=media_type, seconds=URLS_LIVE, once=True
        )
