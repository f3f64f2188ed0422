"""What a topic job has used, as its timeline and its files tell."""

from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile
from typing import Final

from studio.domain.model_call import ModelCall
from studio.domain.prices import Used
from studio.domain.timeline import ENDS, Happening, JobEvent

QA_REPORT: Final = "qa_report.json"
QUIZ: Final = "quiz.json"
"""Outputs that are there only when what they report was done."""


def used(events: Sequence[JobEvent], *, video: float = 0.0, outputs: Collection[str] = ()) -> Used:
    """Stages that ended; one that still runs, or is not told of, counts for nothing.

    `video` are the seconds of the finished video, `outputs` the names of its files.
    """
    happened = {event.happening for event in events}
    return Used(
        script=Happening.SCRIPT_WRITTEN in happened,
        narration=_narration(events),
        scenes=Happening.SCENES_COMPOSED in happened,
        video=video,
        visual_qa=QA_REPORT in outputs,
        quiz=QUIZ in outputs,
    )


def model_calls(events: Iterable[JobEvent]) -> list[ModelCall]:
    """Every call of a language model that a timeline tells of."""
    fields = ModelCall.model_fields.keys()
    return [
        ModelCall.model_validate({k: v for k, v in event.detail.items() if k in fields})
        for event in events
        if event.happening is Happening.MODEL_CALLED
    ]


def was_voiced(events: Sequence[JobEvent], *, scenes: int) -> bool:
    """Whether the job had the voice of every scene when it ended, and so paid for it."""
    before = list(takewhile(lambda event: event.happening not in ENDS, events))
    if any(event.happening is Happening.NARRATION_REUSED for event in before):
        return True
    voiced = {e.detail["segment"] for e in before if e.happening is Happening.SCENE_VOICED}
    return len(voiced) == scenes


def _narration(events: Iterable[JobEvent]) -> float:
    """Seconds. A scene that was voiced again by a retry counts once."""
    seconds: dict[str, float] = {}
    for event in events:
        if event.happening is Happening.SCENE_VOICED:
            spoken = event.detail["seconds"]
            assert isinstance(spoken, int | float)
            seconds[str(event.detail["segment"])] = spoken
    return sum(seconds.values())
