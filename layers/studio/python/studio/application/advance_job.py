"""The one place that moves a job from status to status."""

from dataclasses import dataclass

from studio.application.artifacts import outputs_prefix, render_report_key, stored_script
from studio.application.happenings import Stamp
from studio.domain.brief import JobId, SceneBrief
from studio.domain.errors import ArtifactNotFound, RenderIncomplete
from studio.domain.failure import readable_reason
from studio.domain.files import MADE_BY_RENDER, made_from_scene
from studio.domain.job import Job, JobStatus
from studio.domain.render import RenderReport
from studio.domain.timeline import SCENE_STARTS, SCRIPT_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, Clock, JobRepository


@dataclass(frozen=True, slots=True)
class AdvanceJob:
    jobs: JobRepository
    artifacts: ArtifactStore
    clock: Clock
    stamp: Stamp

    def start(self, job_id: JobId) -> Job:
        job = self.jobs.get(job_id)
        if job.status is JobStatus.RUNNING:
            return job
        return self._save(job.start(at=self.clock.now()), Happening.STARTED, _first_stage(job))

    def succeed(self, job_id: JobId) -> Job:
        """Raises `RenderIncomplete` if the render left a file out."""
        job = self.jobs.get(job_id)
        if job.status is JobStatus.SUCCEEDED:
            return job
        outputs = self.artifacts.names(outputs_prefix(job_id))
        if missing := set(_made_by_render(job)) - set(outputs):
            raise RenderIncomplete(f"The render did not deliver {', '.join(sorted(missing))}.")
        report = self._report(job_id)
        if report is None or report.duration is None:
            raise RenderIncomplete("The render did not say how long the video is.")
        succeeded = job.succeed(
            at=self.clock.now(),
            outputs=outputs,
            duration=report.duration,
            warnings=self._warnings(job, report),
        )
        done = Progress(stage=Stage.DONE, percent=100)
        return self._save(succeeded, Happening.SUCCEEDED, done)

    def fail(self, job_id: JobId, *, stage: str, error: str, cause: str) -> Job:
        """End a job that is not over yet; one that is stays as it is."""
        job = self.jobs.get(job_id)
        if job.status.is_final:
            return job
        report = self._report(job_id)
        reason = (report and report.failure) or readable_reason(stage, error, cause)
        outputs = self.artifacts.names(outputs_prefix(job_id))
        failed = job.fail(reason, at=self.clock.now(), outputs=outputs)
        return self._save(failed, Happening.FAILED, None)

    def _save(self, job: Job, happening: Happening, progress: Progress | None) -> Job:
        detail = {"error": job.failure} if job.failure else {}
        self.jobs.save(job, self.stamp(happening, progress, **detail))
        return job

    def _report(self, job_id: JobId) -> RenderReport | None:
        try:
            return RenderReport.model_validate_json(self.artifacts.get(render_report_key(job_id)))
        except ArtifactNotFound:
            return None

    def _warnings(self, job: Job, report: RenderReport) -> tuple[str, ...]:
        if isinstance(job.brief, SceneBrief):
            return report.warnings
        script = stored_script(self.artifacts, job.id)
        scenes = (f"Scene {s.number}: {s.warning}" for s in report.segments if s.warning)
        return (*script.warnings, *scenes)


def _first_stage(job: Job) -> Progress:
    if isinstance(job.brief, SceneBrief):
        return Progress(stage=Stage.PLANNING_RENDER, percent=SCENE_STARTS)
    return Progress(stage=Stage.WRITING_SCRIPT, percent=SCRIPT_STARTS)


def _made_by_render(job: Job) -> tuple[str, ...]:
    if isinstance(job.brief, SceneBrief):
        return made_from_scene(job.brief.output_format)
    return MADE_BY_RENDER
