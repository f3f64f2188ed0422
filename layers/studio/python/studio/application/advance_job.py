"""The one place that moves a job from status to status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from studio.application.artifacts import outputs_prefix, render_report_key, stored_script
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.domain.brief import JobId, SceneBrief, TopicBrief
from studio.domain.errors import (
    ArtifactNotFound,
    BalanceConflict,
    InsufficientCredits,
    JobConflict,
    RenderIncomplete,
)
from studio.domain.failure import readable_reason
from studio.domain.files import MADE_BY_RENDER, made_from_scene
from studio.domain.job import Job, JobStatus
from studio.domain.ledger import Books, Movement
from studio.domain.prices import billable_seconds, scene_charge, topic_charge
from studio.domain.render import RenderReport
from studio.domain.timeline import (
    READING_STARTS,
    SCENE_STARTS,
    SCRIPT_STARTS,
    Happening,
    Progress,
    Stage,
)
from studio.domain.usage import Usage, usage, used, warned
from studio.domain.video import Video, filed
from studio.ports import ArtifactStore, Clock, JobRepository, Ledger, Timeline

UNPAID: Final = "Not enough credits to cover this render."

_RACES: Final = (BalanceConflict, JobConflict)
"""Lost to somebody who moved the account's credits, or the job: look again, and it may be over."""


@dataclass(frozen=True, slots=True)
class AdvanceJob:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    clock: Clock
    stamp: Stamp
    ledger: Ledger
    insist: Insist

    def start(self, job_id: JobId) -> Job:
        job = self.jobs.get(job_id)
        if job.status is JobStatus.RUNNING:
            return job
        return self._save(job.start(at=self.clock.now()), Happening.STARTED, _first_stage(job))

    def succeed(self, job_id: JobId) -> Job:
        """Settle and end the job; one that is over stays as it is.

        A job whose render costs more than the account can pay fails instead, and costs nothing.

        Raises `RenderIncomplete` if the render left a file out, and `Busy`.
        """
        return self.insist(lambda: self._succeed(job_id), on=_RACES)

    def fail(self, job_id: JobId, *, stage: str, error: str, cause: str) -> Job:
        """End a job that is not over yet and refund it; one that is stays as it is."""
        return self.insist(lambda: self._fail(job_id, stage, error, cause), on=_RACES)

    def cancel(self, job_id: JobId) -> Job:
        """End a job that is not over yet; one that is stays as it is.

        A topic costs the stages that were done, anything else nothing; the rest is given back.
        """
        return self.insist(lambda: self._cancel(job_id), on=_RACES)

    def _succeed(self, job_id: JobId) -> Job:
        job = self.jobs.get(job_id)
        if job.status.is_final:
            return job
        outputs = self.artifacts.names(outputs_prefix(job_id))
        if missing := set(_made_by_render(job)) - set(outputs):
            raise RenderIncomplete(f"The render did not deliver {', '.join(sorted(missing))}.")
        report = self._report(job_id)
        if report is None or report.duration is None:
            raise RenderIncomplete("The render did not say how long the video is.")
        now = self.clock.now()
        seconds = _render_seconds(job, report, now)
        job = job.rendered_in(seconds)
        succeeded = job.succeed(
            at=now,
            outputs=outputs,
            duration=report.duration,
            warnings=self._warnings(job, report),
            charge=self._charge(job, seconds, report.duration, outputs),
        )
        try:
            return self._end(succeeded, Happening.SUCCEEDED)
        except InsufficientCredits:
            return self._end(job.fail(UNPAID, at=now), Happening.FAILED)

    def _fail(self, job_id: JobId, stage: str, error: str, cause: str) -> Job:
        job = self.jobs.get(job_id)
        if job.status.is_final:
            return job
        now = self.clock.now()
        report = self._report(job_id)
        if report is not None:
            job = job.rendered_in(_render_seconds(job, report, now))
        reason = (report and report.failure) or readable_reason(stage, error, cause)
        outputs = self.artifacts.names(outputs_prefix(job_id))
        return self._end(job.fail(reason, at=now, outputs=outputs), Happening.FAILED)

    def _cancel(self, job_id: JobId) -> Job:
        job = self.jobs.get(job_id)
        if job.status.is_final:
            return job
        charge = 0 if isinstance(job.brief, SceneBrief) else self._topic_charge(job, job.brief)
        return self._end(job.cancel(at=self.clock.now(), charge=charge), Happening.CANCELLED)

    def _charge(self, job: Job, seconds: float, video: float, outputs: tuple[str, ...]) -> int:
        if isinstance(job.brief, SceneBrief):
            return scene_charge(job.brief.quality, seconds)
        return self._topic_charge(job, job.brief, video=video, outputs=outputs)

    def _topic_charge(
        self, job: Job, brief: TopicBrief, *, video: float = 0.0, outputs: tuple[str, ...] = ()
    ) -> int:
        made = used(self.timeline.events(job.id), video=video, outputs=outputs)
        hold = job.hold.total if job.hold else 0
        return topic_charge(brief, made, hold=hold, rerender=job.rerender)

    def _end(self, job: Job, happening: Happening) -> Job:
        """Store the end, and settle what was set aside, in one transaction."""
        done = Progress(stage=Stage.DONE, percent=100)
        progress = done if happening is Happening.SUCCEEDED else None
        movement = None
        if job.hold is not None:
            balance = self.ledger.balance(job.owner)
            books = Books(job.owner, balance, job.updated_at)
            movement = books.settle(job.id, job.hold, job.charge, self._usage(job))
        return self._save(job, happening, progress, movement)

    def _usage(self, job: Job) -> Usage | None:
        """What a topic took of vendors, however it ended."""
        is_topic = isinstance(job.brief, TopicBrief)
        return usage(self.timeline.events(job.id)) if is_topic else None

    def _save(
        self,
        job: Job,
        happening: Happening,
        progress: Progress | None,
        movement: Movement | None = None,
    ) -> Job:
        detail = {"error": job.failure} if job.failure else {}
        event = self.stamp(happening, progress, **detail)
        self.jobs.save(job, event, movement=movement, video=self._video(job))
        return job

    def _video(self, job: Job) -> Video | None:
        """What the library keeps: stored with the end of the job, so that no video is missing."""
        if not job.status.is_final or not isinstance(job.brief, TopicBrief):
            return None
        try:
            return filed(job, stored_script(self.artifacts, job.id))
        except ArtifactNotFound:
            return filed(job, None)

    def _report(self, job_id: JobId) -> RenderReport | None:
        try:
            return RenderReport.model_validate_json(self.artifacts.get(render_report_key(job_id)))
        except ArtifactNotFound:
            return None

    def _warnings(self, job: Job, report: RenderReport) -> tuple[str, ...]:
        if isinstance(job.brief, SceneBrief):
            return report.warnings
        scenes = (f"Scene {s.number}: {s.warning}" for s in report.segments if s.warning)
        told = warned(self.timeline.events(job.id))
        script = stored_script(self.artifacts, job.id)  # which may be of the job this one repeats
        return tuple(dict.fromkeys((*script.warnings, *told, *scenes)))


def _first_stage(job: Job) -> Progress:
    if isinstance(job.brief, SceneBrief):
        return Progress(stage=Stage.PLANNING_RENDER, percent=SCENE_STARTS)
    if job.rerender:
        return Progress(stage=Stage.COMPOSING_SCENES, percent=SCRIPT_STARTS)
    if job.points_at_pages:
        return Progress(stage=Stage.FETCHING_PAGES, percent=READING_STARTS)
    if job.to_read:
        return Progress(stage=Stage.READING_FILES, percent=READING_STARTS)
    return Progress(stage=Stage.WRITING_SCRIPT, percent=SCRIPT_STARTS)


def _render_seconds(job: Job, report: RenderReport, now: datetime) -> float:
    """As the launcher measured, within what passed on our clock since the job started."""
    passed = (now - (job.started_at or now)).total_seconds()
    return billable_seconds(report.seconds, at_most=passed)


def _made_by_render(job: Job) -> tuple[str, ...]:
    if isinstance(job.brief, SceneBrief):
        return made_from_scene(job.brief.output_format)
    return MADE_BY_RENDER
