"""Between what Chalkboard v1 says and what the domain means. Pure."""

import re
from typing import Final, Literal

from studio.application.find_jobs import JobView
from studio.dialects.chalkboard_v1.jobs.schemas import (
    CreateJobRequest,
    CreditsResponse,
    EventResponse,
    JobResponse,
)
from studio.domain.brief import TopicBrief
from studio.domain.job import Job, JobStatus
from studio.domain.mode import Mode
from studio.domain.timeline import Happening, JobEvent

Status = Literal["pending", "running", "completed", "failed", "cancelled"]

_STATUS: Final[dict[JobStatus, Status]] = {
    JobStatus.QUEUED: "pending",
    JobStatus.RUNNING: "running",
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "cancelled",
}
_NODE: Final = {
    Happening.ACCEPTED: "init",
    Happening.STARTED: "init",
    Happening.SCRIPT_WRITTEN: "script_agent",
    Happening.SCENE_VOICED: "tts",
    Happening.NARRATION_REUSED: "init",
    Happening.COMPOSING: "manim_agent",
    Happening.SCENES_COMPOSED: "code_validator",
    Happening.RENDER_PLANNED: "render_trigger",
    Happening.RENDER_PROGRESSED: "render",
    Happening.SUCCEEDED: "job",
    Happening.FAILED: "job",
    Happening.CANCELLED: "job",
    Happening.WARNED: "warning",
}
_NEW_STATUS: Final[dict[Happening, Status]] = {
    Happening.ACCEPTED: "pending",
    Happening.STARTED: "running",
    Happening.SUCCEEDED: "completed",
    Happening.FAILED: "failed",
    Happening.CANCELLED: "cancelled",
}
_FORCED_IN_TEST_MODE: Final = {
    "effort": "low",
    "quality": "low",
    "qa_density": "zero",
    "model": "claude-sonnet-4-6",
    "quiz": False,
    "burn_captions": False,
}
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


def to_brief(request: CreateJobRequest, *, mode: Mode) -> TopicBrief:
    """What is asked for; a test key silently turns every dial to its cheapest end."""
    asked = request.model_dump(exclude_none=True)
    return TopicBrief.model_validate(asked | (_FORCED_IN_TEST_MODE if mode == "test" else {}))


def to_response(view: JobView) -> JobResponse:
    job, brief = view.job, view.job.topic
    shared = set(JobResponse.model_fields) & set(TopicBrief.model_fields)
    return JobResponse(
        **brief.model_dump(include=shared),
        id=job.id,
        status=_STATUS[job.status],
        events=[to_event(event) for event in view.events],
        error=job.failure,
        output_files=list(job.outputs),
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        mode=job.mode,
        stage=view.progress.stage.value,
        progress=view.progress.percent,
        duration_sec=job.duration,
        warnings=list(job.warnings),
        credits=_credits(job),
    )


def _credits(job: Job) -> CreditsResponse:
    held = 0 if job.hold is None or job.status.is_final else job.hold.total
    return CreditsResponse(held=held, charged=job.charge)


def to_event(event: JobEvent) -> EventResponse:
    updates = dict(event.detail)
    if event.happening in _NEW_STATUS:
        updates["status"] = _NEW_STATUS[event.happening]
    if event.progress is not None:
        updates |= {"stage": event.progress.stage.value, "progress": event.progress.percent}
    return EventResponse(ts=event.at, node=_NODE[event.happening], updates=updates)


def to_byte_range(header: str | None) -> tuple[int | None, int | None] | None:
    """One range of a `Range` header; None for none, several or nonsense (RFC 9110, 14.2)."""
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = (int(number) if number else None for number in match.groups())
    if first is not None and last is not None and first > last:
        return None
    return first, last
