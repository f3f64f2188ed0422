"""Claude asks what a video taught."""

from typing import Final

from studio.adapters.claude.answers import AskedQuestion, QuizAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import fenced, said
from studio.adapters.claude.prompts import prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.spoken import told
from studio.domain.brief import TopicBrief
from studio.domain.models import model_for
from studio.domain.quiz import QUIZ, Quiz
from studio.domain.quiz import Question as QuizQuestion
from studio.domain.script import Script
from studio.ports import Meter

_MAX_TOKENS: Final = 3_000
_LETTERS: Final = "ABCD"


class ClaudeQuizWriter:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def write_quiz(self, script: Script, brief: TopicBrief, *, meter: Meter) -> Quiz:
        question = Question(
            task="quiz",
            model=model_for("quiz", brief.model),
            system=prompt("quiz"),
            content=[fenced("script", told(script)), said("Write the quiz on this script.")],
            answer=QuizAnswer,
            max_tokens=_MAX_TOKENS,
            effort="low",
        )
        answer = self._claude.ask(question, meter)
        return QUIZ.validate_python(tuple(_question(asked) for asked in answer.questions))


def _question(asked: AskedQuestion) -> QuizQuestion:
    a, b, c, d = (
        f"{letter}) {_bare(option, letter)}"
        for letter, option in zip(_LETTERS, asked.options, strict=True)
    )
    return QuizQuestion(
        question=asked.question,
        options=(a, b, c, d),
        answer=asked.answer,
        explanation=asked.explanation,
    )


def _bare(option: str, letter: str) -> str:
    """Without the letter, however it was written."""
    for mark in (")", ".", ":"):
        option = option.removeprefix(f"{letter}{mark}").removeprefix(f"({letter}{mark}")
    return option.strip()
