"""Between what Kodisc v2 says and what the domain means. Pure."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from studio.dialects.kodisc_v2.schemas import (
    Credits,
    FailedFrame,
    Frame,
    FrameRequest,
    Image,
    Me,
    RenderJob,
    RenderRequest,
    Status,
    Video,
)
from studio.domain.account import Caller
from studio.domain.brief import SceneBrief
from studio.domain.credits import Balance
from studio.domain.files import made_from_scene
from studio.domain.job import Job, JobStatus

UrlOf = Callable[[str], str]
"""The absolute URL of one of the job's files, by its public name."""

CANCELLED: Final = "Cancelled."
MAX_WAIT_SECONDS: Final = 25
_STATUS: Final[dict[JobStatus, Status]] = {
    JobStatus.QUEUED: "queued",
    JobStatus.RUNNING: "running",
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "failed",
}
_WAIT: Final = re.compile(r'wait\s*=\s*"?(\d{1,9})"?', re.IGNORECASE)


def to_brief(request: FrameRequest) -> SceneBrief:
    return SceneBrief(
        class_name=request.class_name,
        quality=request.quality,
        aspect_ratio=request.aspect_ratio,
        fps=request.fps if isinstance(request, RenderRequest) else None,
        output_format=request.output_format if isinstance(request, RenderRequest) else "png",
        metadata=request.metadata,
    )


def to_webhook(request: FrameRequest, caller: Caller) -> str | None:
    """The URL to tell: the request's own, the key's when it names none, nobody's when null."""
    return request.webhook_url if "webhook_url" in request.model_fields_set else caller.webhook


def to_response(job: Job, url_of: UrlOf) -> RenderJob:
    """A job as callers see it, and as its webhook tells it."""
    completed = job.status is JobStatus.SUCCEEDED
    return RenderJob(
        job_id=job.id,
        status=_STATUS[job.status],
        credits_cost=job.charge if completed else 0,
        duration_ms=_duration(job) if job.status.is_final else None,
        result=_result(job.scene, url_of) if completed else None,
        error=_error(job),
        metadata=job.scene.metadata,
        created_at=timestamp(job.created_at),
        completed_at=timestamp(job.finished_at) if job.finished_at else None,
    )


def to_frame(job: Job, url_of: UrlOf) -> Frame | FailedFrame:
    """The answer to a frame whose job is over."""
    shown = to_response(job, url_of)
    cost, duration = shown.credits_cost, shown.duration_ms or 0
    if isinstance(shown.result, Image):
        image = shown.result.image
        return Frame(job_id=job.id, image=image, credits_cost=cost, duration_ms=duration)
    error = shown.error or ""
    return FailedFrame(job_id=job.id, error=error, credits_cost=cost, duration_ms=duration)


def to_me(caller: Caller, balance: Balance) -> Me:
    return Me(
        user_id=caller.account_id,
        key_id=caller.key or "",
        key_prefix=caller.key_prefix,
        credits=Credits(paid=balance.paid, free=balance.free, total=balance.total),
    )


def to_wait(preferences: list[str]) -> int | None:
    """Seconds the caller would wait, of all its `Prefer` headers (RFC 7240); at most what we do."""
    for preference in ",".join(preferences).split(","):
        if match := _WAIT.fullmatch(preference.partition(";")[0].strip()):
            return min(int(match[1]), MAX_WAIT_SECONDS)
    return None


def timestamp(at: datetime) -> str:
    """ISO 8601, UTC, milliseconds, `Z`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _duration(job: Job) -> int:
    if job.render_seconds is not None:
        return round(job.render_seconds * 1000)
    if job.started_at is None or job.finished_at is None:
        return 0
    return round((job.finished_at - job.started_at).total_seconds() * 1000)


def _error(job: Job) -> str | None:
    return CANCELLED if job.status is JobStatus.CANCELLED else job.failure


def _result(scene: SceneBrief, url_of: UrlOf) -> Video | Image:
    if scene.output_format == "png":
        (image,) = made_from_scene("png")
        return Image(image=url_of(image))
    captions, thumbnail, video = made_from_scene(scene.output_format)
    return Video(video=url_of(video), thumbnail=url_of(thumbnail), captions=url_of(captions))
