"""What a video's model calls are answered with."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from tests.fakes.anthropic.content import blocks_of
from tests.fakes.anthropic.faults import Fault
from tests.fakes.scenes import GOOD, numbered

Task = Literal["research", "script", "fact_check", "scene", "repair", "visual_qa", "quiz", "other"]

_BY_PROPERTY: Final[Mapping[str, Task]] = {
    "segments": "script",
    "approved": "fact_check",
    "code": "scene",
    "issues": "visual_qa",
    "questions": "quiz",
    "summary": "research",
}
_SCENE: Final = re.compile(r"\bclass Segment(\d+)\(Segment\), number = \1\b|\bclass Segment(\d+)\b")
_HAS_CODE: Final = '<data name="code">'

SEGMENTS: Final = (
    {
        "title": "Half Is Enough",
        "narration": "[[1]] Look at the middle of a sorted row. [[2]] Half of it is out at once.",
        "picture": "A row of cells; mark 1 points at the middle, mark 2 dims one half.",
    },
    {
        "title": "Again and Again",
        "narration": "[[1]] Look at the middle of what is left. [[2]] A quarter remains, then less.",
        "picture": "The rest of the row; mark 1 points again, mark 2 dims again.",
    },
    {
        "title": "So Few Looks",
        "narration": "[[1]] A thousand values take ten looks. [[2]] A million take only twenty.",
        "picture": "Two numbers; mark 1 brings ten, mark 2 brings twenty.",
    },
)
APPROVED: Final[Mapping[str, Any]] = {"approved": True, "notes": ""}
REJECTED: Final[Mapping[str, Any]] = {"approved": False, "notes": "A million takes twenty looks."}


def an_issue(scene: int, severity: str = "error") -> dict[str, Any]:
    return {"severity": severity, "scene": scene, "description": "The label covers the curve."}


def _quiz() -> Mapping[str, Any]:
    question = {
        "question": "What is looked at first?",
        "options": ["A) The middle", "B) The first", "C) The last", "D) Nothing"],
        "answer": "A",
        "explanation": "Looking at the middle rules out half.",
    }
    return {"questions": [question] * 4}


class Asked(NamedTuple):
    """What a request wants, told by the shape of its answer; which scene it is about."""

    task: Task
    scene: int | None


def asked(body: Mapping[str, Any]) -> Asked:
    schema = (body.get("output_config") or {}).get("format", {}).get("schema", {})
    names = schema.get("properties", {})
    task: Task = next((_BY_PROPERTY[name] for name in _BY_PROPERTY if name in names), "other")
    if task != "scene":
        return Asked(task, None)
    said = [
        b["text"] for m in body["messages"] for b in blocks_of(m["content"]) if b["type"] == "text"
    ]
    found = _SCENE.search("\n".join(said))
    number = int(found[1] or found[2]) if found else None
    repairing = any(text.startswith(_HAS_CODE) for text in said)
    return Asked("repair" if repairing else "scene", number)


@dataclass(frozen=True)
class Mishap:
    """`fault` befalls a task's call; `nth` counts from 1 and `None` is every one of them."""

    task: Task
    fault: Fault
    nth: int | None = 1
    scene: int | None = None

    def befalls(self, asked: Asked, nth: int) -> bool:
        return (
            self.task == asked.task
            and self.nth in {None, nth}
            and self.scene in {None, asked.scene}
        )


@dataclass(frozen=True)
class Scenario:
    """`scenes` holds each scene's code by attempt; whatever runs out repeats its last.

    A scene that is not told of is a good one.
    """

    scenes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    segments: Sequence[Mapping[str, str]] = SEGMENTS
    title: str = "Why Halving Is So Fast"
    checks: Sequence[Mapping[str, Any]] = (APPROVED,)
    reviews: Sequence[Sequence[Mapping[str, Any]]] = ((),)
    quiz: Mapping[str, Any] = field(default_factory=_quiz)
    facts: str = "Halving a million twenty times leaves one [1]."
    sources: Sequence[str] = ("https://example.com/halving",)
    mishaps: Sequence[Mishap] = ()

    def fault(self, asked: Asked, nth: int) -> Fault | None:
        """Of this task's call for this scene, the nth."""
        return next((each.fault for each in self.mishaps if each.befalls(asked, nth)), None)

    def text(self, asked: Asked, attempt: int) -> str:
        """`attempt` counts the answers that were given before, for this task or this scene."""
        match asked.task:
            case "script":
                said: Any = {"title": self.title, "segments": list(self.segments)}
            case "fact_check":
                said = _nth(self.checks, attempt)
            case "scene" | "repair":
                said = {"code": self._code(asked.scene or 1, attempt)}
            case "visual_qa":
                said = {"issues": list(_nth(self.reviews, attempt))}
            case "quiz":
                said = self.quiz
            case "research":
                said = {"summary": self.facts, "sources": list(self.sources), "warning": None}
            case "other":
                return "Hello."
        return json.dumps(said)

    def _code(self, number: int, attempt: int) -> str:
        good = (GOOD[(number - 1) % len(GOOD)].source,)
        return numbered(_nth(self.scenes.get(number) or good, attempt), number)


def _nth(answers: Sequence[Any], place: int) -> Any:
    return answers[min(place, len(answers) - 1)]
