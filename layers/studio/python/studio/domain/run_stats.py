"""What one run took, stage by stage and call by call: run_stats.json (pipeline.md B.14.9)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from pydantic import JsonValue

from studio.domain.job import Job, JobStatus
from studio.domain.model_call import BookedCall, agent_of
from studio.domain.script import Script
from studio.domain.timeline import Happening, JobEvent
from studio.domain.usage import booked, called, dollars, model_calls, usage, used, warned

RUN_STATS: Final = "run_stats.json"

_RESULT: Final[Mapping[JobStatus, str]] = {
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "cancelled",
}
_TOKENS: Final = ("input", "output", "cache_read", "cache_write")


def run_stats(
    job: Job, events: Sequence[JobEvent], script: Script, *, at: datetime
) -> dict[str, JsonValue]:
    """Of a topic whose run is over at `at`. What has no source is null, and no guess."""
    brief, took = job.topic, usage(events)
    ended = job.finished_at or at
    return {
        "run_id": job.id,
        "title": script.title,
        "started_at": _iso(job.started_at),
        "finished_at": _iso(ended),
        "total_seconds": _seconds(job.started_at, ended),
        "video_seconds": _video_seconds(events),
        "stage_seconds": {**_stage_seconds(events, ended)},
        "tokens": {**_tokens(took.model_dump())},
        "web_searches": took.web_searches,
        "cost_usd": _dollars(took.nanodollars),
        "tts_chars": took.tts_chars,
        "claude_calls": took.calls,
        "narrator": brief.narrator,
        "model": brief.model,
        "quality": brief.quality,
        "effort": brief.effort,
        "pace": brief.pace,
        "research": used(events).research,
        "writer": script.writer,
        "source": job.source,
        "rerender": job.rerender,
        "result": _RESULT.get(job.status, "done"),
        "by_agent": {**_by_agent(model_calls(events))},
        "calls": [_call(event, call) for event, call in _calls(events)],
        "warnings": list(warned(events)),
    }


def _video_seconds(events: Sequence[JobEvent]) -> JsonValue:
    planned = (e for e in reversed(events) if e.happening is Happening.RENDER_PLANNED)
    return next((event.detail.get("seconds") for event in planned), None)


def _stage_seconds(events: Sequence[JobEvent], ended: datetime) -> dict[str, float]:
    """Each moment belongs to the stage that was last told of."""
    told = sorted((e.at, e.progress.stage.value) for e in events if e.progress is not None)
    seconds: dict[str, float] = {}
    for (since, stage), (until, _) in pairwise([*told, (ended, "")]):
        passed = max((until - since).total_seconds(), 0)
        seconds[stage] = round(seconds.get(stage, 0) + passed, 3)
    return {stage: passed for stage, passed in seconds.items() if passed}


def _tokens(counted: Mapping[str, int]) -> dict[str, int]:
    return {name: counted[f"{name}_tokens"] for name in _TOKENS}


def _by_agent(calls: Sequence[BookedCall]) -> dict[str, JsonValue]:
    agents = dict.fromkeys(agent_of(call.task) for call in calls)
    return {agent: _agent([c for c in calls if agent_of(c.task) == agent]) for agent in agents}


def _agent(calls: Sequence[BookedCall]) -> JsonValue:
    took = called(calls)
    return {
        "calls": took.calls,
        "tokens": {**_tokens(took.model_dump())},
        "web_searches": took.web_searches,
        "cost_usd": _dollars(took.nanodollars),
        "seconds": round(sum(call.seconds for call in calls), 3),
    }


def _calls(events: Sequence[JobEvent]) -> list[tuple[JobEvent, BookedCall]]:
    by_id = {event.id: event for event in events}
    return [(by_id[id_], call) for id_, call in booked(events).items()]


def _call(event: JobEvent, call: BookedCall) -> JsonValue:
    return {
        "ts": _iso(event.at),
        "agent": agent_of(call.task),
        "model": call.model,
        "tokens": {**_tokens(call.model_dump())},
        "web_searches": call.web_searches,
        "cost_usd": dollars(call.cost_nanodollars),
        "max_tokens": call.max_tokens,
        "stop_reason": call.stop_reason,
        "segment": call.scene,
        "seconds": call.seconds,
    }


def _dollars(nanodollars: int | None) -> float | None:
    return None if nanodollars is None else dollars(nanodollars)


def _seconds(since: datetime | None, until: datetime) -> float | None:
    return None if since is None else round((until - since).total_seconds(), 3)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
