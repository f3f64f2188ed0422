"""What happened to a job, as Chalkboard v1 tells it: by node (chalkboard-v1.md A.7). Pure."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

from studio.dialects.chalkboard_v1.jobs.schemas import EventResponse, Status
from studio.domain.model_call import BookedCall, agent_of
from studio.domain.timeline import Happening, JobEvent
from studio.domain.usage import dollars

_NODE: Final[Mapping[Happening, str]] = {
    Happening.ACCEPTED: "init",
    Happening.STARTED: "init",
    Happening.FETCHING: "research_agent",
    Happening.PAGES_FETCHED: "research_agent",
    Happening.READING: "research_agent",
    Happening.FILES_READ: "research_agent",
    Happening.RESEARCHING: "research_agent",
    Happening.RESEARCHED: "research_agent",
    Happening.SCRIPT_WRITTEN: "script_agent",
    Happening.CHECKING_FACTS: "fact_validator",
    Happening.FACTS_CHECKED: "fact_validator",
    Happening.SCENE_VOICED: "tts",
    Happening.NARRATION_REUSED: "init",
    Happening.COMPOSING: "manim_agent",
    Happening.SCENE_COMPOSED: "manim_agent",
    Happening.SCENES_COMPOSED: "manim_agent",
    Happening.SCENES_CHECKED: "code_validator",
    Happening.SCENE_REPAIRED: "manim_agent",
    Happening.RENDER_PLANNED: "render_trigger",
    Happening.RENDER_PROGRESSED: "render",
    Happening.TAKE_JUDGED: "layout_checker",
    Happening.REVIEWING: "visual_qa",
    Happening.REVIEWED: "visual_qa",
    Happening.QUIZ_WRITTEN: "quiz",
    Happening.MODEL_CALLED: "usage",
    Happening.SUCCEEDED: "job",
    Happening.FAILED: "job",
    Happening.CANCELLED: "job",
    Happening.WARNED: "warning",
}
_NEW_STATUS: Final[Mapping[Happening, Status]] = {
    Happening.ACCEPTED: "pending",
    Happening.STARTED: "running",
    Happening.SUCCEEDED: "completed",
    Happening.FAILED: "failed",
    Happening.CANCELLED: "cancelled",
}


def to_event(event: JobEvent) -> EventResponse:
    updates = dict(event.detail)
    if event.happening is Happening.MODEL_CALLED:
        updates = _usage(BookedCall.model_validate(event.detail))
    if event.happening in _NEW_STATUS:
        updates["status"] = _NEW_STATUS[event.happening]
    if event.progress is not None:
        updates |= {"stage": event.progress.stage.value, "progress": event.progress.percent}
    return EventResponse(ts=event.at, node=_NODE[event.happening], updates=updates)


def _usage(call: BookedCall) -> dict[str, JsonValue]:
    return {
        "agent": agent_of(call.task),
        "model": call.model,
        "input_tokens": call.input_tokens,
        "output_tokens": call.output_tokens,
        "cache_read_tokens": call.cache_read_tokens,
        "cache_write_tokens": call.cache_write_tokens,
        "web_searches": call.web_searches,
        "cost_usd": dollars(call.cost_nanodollars),
        "max_tokens": call.max_tokens,
        "stop_reason": call.stop_reason,
        "segment": call.scene,
    }
