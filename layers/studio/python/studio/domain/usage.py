"""What a topic job has used, as its timeline and its files tell."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from studio.domain.model_call import BookedCall
from studio.domain.prices import Used
from studio.domain.timeline import ENDS, Happening, JobEvent

QA_REPORT: Final = "qa_report.json"
QUIZ_FILE: Final = "quiz.json"
"""Outputs that are there only when what they report was done."""

NANODOLLARS: Final = 1_000_000_000
"""In a dollar."""


def used(events: Sequence[JobEvent], *, video: float = 0.0, outputs: Collection[str] = ()) -> Used:
    """Stages that ended; one that still runs, or is not told of, counts for nothing.

    `video` are the seconds of the finished video, `outputs` the names of its files.
    """
    happened = {event.happening for event in events}
    return Used(
        script=Happening.SCRIPT_WRITTEN in happened,
        research=_was_found_out(events),
        narration=_narration(events),
        scenes=Happening.SCENES_COMPOSED in happened,
        video=video,
        visual_qa=QA_REPORT in outputs,
        quiz=QUIZ_FILE in outputs,
    )


def warned(events: Iterable[JobEvent]) -> tuple[str, ...]:
    """What a viewer is to know, once each, in the order it came up."""
    told = (str(event.detail["message"]) for event in events if event.happening is Happening.WARNED)
    return tuple(dict.fromkeys(told))


class Usage(BaseModel):
    """What the vendors counted for one job. `nanodollars` are None where no model was asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: int = Field(default=0, ge=0, description="of language models")
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cache_read_tokens: int = Field(default=0, ge=0)
    cache_write_tokens: int = Field(default=0, ge=0)
    web_searches: int = Field(default=0, ge=0)
    nanodollars: int | None = Field(default=None, ge=0)
    tts_chars: int | None = Field(default=None, ge=0, description="None: nothing was spoken")


def model_calls(events: Iterable[JobEvent]) -> list[BookedCall]:
    """Every call of a language model that a timeline tells of, once, however often it is told."""
    return list(booked(events).values())


def booked(events: Iterable[JobEvent]) -> dict[str, BookedCall]:
    """The same by the ids of their events."""
    told = {event.id: event for event in events if event.happening is Happening.MODEL_CALLED}
    return {id_: BookedCall.model_validate(event.detail) for id_, event in told.items()}


def usage(events: Sequence[JobEvent]) -> Usage:
    """What a job has taken so far; of a job without events, nothing."""
    return called(model_calls(events)).model_copy(update={"tts_chars": _spoken_chars(events)})


def dollars(nanodollars: int) -> float:
    """For people and JSON, to the millionth."""
    return round(nanodollars / NANODOLLARS, 6)


def called(calls: Sequence[BookedCall]) -> Usage:
    """What these calls came to."""
    return Usage(
        calls=len(calls),
        input_tokens=sum(call.input_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        cache_read_tokens=sum(call.cache_read_tokens for call in calls),
        cache_write_tokens=sum(call.cache_write_tokens for call in calls),
        web_searches=sum(call.web_searches for call in calls),
        nanodollars=sum(call.cost_nanodollars for call in calls) if calls else None,
    )


def was_voiced(events: Sequence[JobEvent], *, scenes: int) -> bool:
    """Whether the job had the voice of every scene when it ended, and so paid for it."""
    before = list(takewhile(lambda event: event.happening not in ENDS, events))
    if any(event.happening is Happening.NARRATION_REUSED for event in before):
        return True
    voiced = {e.detail["segment"] for e in before if e.happening is Happening.SCENE_VOICED}
    return len(voiced) == scenes


def _was_found_out(events: Iterable[JobEvent]) -> bool:
    """Research that found nothing was not done."""
    found = (event for event in events if event.happening is Happening.RESEARCHED)
    return any(event.detail.get("chars") for event in found)


def _narration(events: Iterable[JobEvent]) -> float:
    """Seconds. A scene that was voiced again by a retry counts once."""
    return sum(_number(told["seconds"]) for told in _voiced(events))


def _spoken_chars(events: Iterable[JobEvent]) -> int | None:
    """Of scenes of which it is known, each once."""
    known = [_number(told["chars"]) for told in _voiced(events) if "chars" in told]
    return int(sum(known)) if known else None


def _voiced(events: Iterable[JobEvent]) -> Collection[Mapping[str, JsonValue]]:
    """What was last told of each scene's voice."""
    told = [event.detail for event in events if event.happening is Happening.SCENE_VOICED]
    return {str(detail["segment"]): detail for detail in told}.values()


def _number(value: JsonValue) -> float:
    assert isinstance(value, int | float)
    return value
