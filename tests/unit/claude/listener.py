"""Somebody in Claude's place who writes down what was asked, and answers what is known."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from studio.adapters.claude import answers
from studio.adapters.claude.question import Question
from studio.domain.errors import StudioError

ANSWERS: dict[type[BaseModel], BaseModel] = {
    answers.ResearchAnswer: answers.ResearchAnswer(
        summary="It halves [1].", sources=["https://example.com"], warning=None
    ),
    answers.ScriptAnswer: answers.ScriptAnswer(
        title="Half Is Enough",
        segments=[answers.Segment(title="Half", narration="[[1]] Look.", picture="A row.")],
    ),
    answers.FactAnswer: answers.FactAnswer(approved=True, notes=""),
    answers.SceneAnswer: answers.SceneAnswer(code="class Segment01: ..."),
    answers.ReviewAnswer: answers.ReviewAnswer(issues=[]),
    answers.QuizAnswer: answers.QuizAnswer(
        questions=[
            answers.AskedQuestion(
                question="Which half?",
                options=["A) This", "B. That", "Both", "(D) None"],
                answer="A",
                explanation="It is.",
            )
        ]
        * 4
    ),
}


@dataclass
class Listener:
    """`trouble` is raised for a scene's number; `held` scenes are not answered until they may be."""

    given: dict[type[BaseModel], BaseModel] = field(default_factory=dict)
    trouble: dict[int | None, StudioError] = field(default_factory=dict)
    asked: list[Question[Any]] = field(default_factory=list)
    held: threading.Event | None = None

    def ask(
        self, question: Question[Any], meter: Any, *, begun: Callable[[], object] = lambda: None
    ) -> Any:
        self.asked.append(question)
        if question.scene in self.trouble:
            raise self.trouble[question.scene]
        begun()
        if self.held is not None:
            assert self.held.wait(30)
        return self.given.get(question.answer, ANSWERS[question.answer])


def text_of(question: Question[Any]) -> str:
    """All that is said after the part that the vendor may cache."""
    return "\n".join(block.get("text", "") for block in question.content)
