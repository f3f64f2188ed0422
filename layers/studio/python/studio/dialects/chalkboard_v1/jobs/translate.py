"""Between what Chalkboard v1 says and what the domain means. Pure."""

from collections.abc import Mapping
from typing import Final

from studio.application.estimate_job import Quote
from studio.application.find_jobs import JobView
from studio.dialects.chalkboard_v1.jobs.nodes import to_event
from studio.dialects.chalkboard_v1.jobs.schemas import (
    CancelResponse,
    CreateJobRequest,
    CreditsResponse,
    DailyCap,
    Ended,
    EstimateLine,
    EstimateResponse,
    JobResponse,
    Status,
    TotalsResponse,
)
from studio.domain.brief import TopicBrief
from studio.domain.credits import Balance
from studio.domain.expectation import remaining_seconds
from studio.domain.job import Job, JobStatus
from studio.domain.mode import Mode
from studio.domain.usage import Usage, dollars

ENDED: Final[Mapping[JobStatus, Ended]] = {
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "cancelled",
}
_STATUS: Final[Mapping[JobStatus, Status]] = {
    JobStatus.QUEUED: "pending",
    JobStatus.RUNNING: "running",
    **ENDED,
}


def to_brief(request: CreateJobRequest) -> TopicBrief:
    """What is asked for; what a key makes of it is `domain.brief.in_mode`."""
    return TopicBrief.model_validate(request.model_dump(exclude_none=True, exclude={"upload"}))


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
        expected_seconds=job.expected_seconds,
        eta_seconds=_eta(view),
        source_job_id=job.source,
        rerender=job.rerender,
        duration_sec=job.duration,
        warnings=list(job.warnings),
        credits=_credits(job),
        totals=None if view.usage is None else _totals(view.usage),
    )


def _credits(job: Job) -> CreditsResponse:
    held = 0 if job.hold is None or job.status.is_final else job.hold.total
    return CreditsResponse(held=held, charged=job.charge)


def to_cancelled(job: Job) -> CancelResponse:
    """What a job that is over says to who would cancel it."""
    return CancelResponse(status=ENDED[job.status])


def to_estimate(quote: Quote, mode: Mode) -> EstimateResponse:
    return EstimateResponse(
        low=quote.estimate.low,
        high=quote.estimate.high,
        balance=quote.balance.total,
        sufficient=quote.sufficient,
        breakdown=[
            EstimateLine(item=item, low=low, high=high)
            for item, low, high in quote.estimate.breakdown
        ],
        mode=mode,
        daily_cap=to_daily_cap(quote.balance, quote.limit),
    )


def to_daily_cap(balance: Balance, limit: int) -> DailyCap:
    return DailyCap(limit=limit, spent=balance.spent, left=balance.left_of(limit))


def _eta(view: JobView) -> int | None:
    expected = view.job.expected_seconds
    if view.job.status.is_final or expected is None:
        return None
    elapsed = (view.seen_at or view.job.created_at) - view.job.created_at
    return remaining_seconds(expected, view.progress.percent, elapsed.total_seconds())


def _totals(usage: Usage) -> TotalsResponse:
    cost = usage.nanodollars
    return TotalsResponse(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cache_read_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        web_searches=usage.web_searches,
        cost_usd=None if cost is None else dollars(cost),
        tts_chars=usage.tts_chars,
        claude_calls=usage.calls,
    )
