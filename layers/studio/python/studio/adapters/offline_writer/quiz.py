"""The quiz writer that needs no network: a lesson's own questions, or what was said and where."""

from collections.abc import Iterator, Sequence
from itertools import chain, permutations
from typing import Final
from zlib import crc32

from studio.adapters.offline_writer.lesson import Asked
from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.recall import questions_on
from studio.domain.brief import TopicBrief
from studio.domain.errors import NoQuiz
from studio.domain.quiz import QUIZ, Question, Quiz
from studio.domain.script import Script
from studio.ports import Meter

_LETTERS: Final = "ABCD"
_ORDERS: Final = tuple("".join(order) for order in permutations(_LETTERS))
_FEWEST: Final = 4
_MOST: Final = 6


class OfflineQuizWriter:
    """Of a script that another writer wrote it asks what was said, in its own sentences."""

    def write_quiz(self, script: Script, brief: TopicBrief, *, meter: Meter | None = None) -> Quiz:
        """Raises `NoQuiz` where the script has too little to ask about."""
        found = _taught(script)
        if len(found) < _FEWEST:
            found = questions_on(script)
        if len(found) < _FEWEST:
            raise NoQuiz(f"There are {len(found)} sound questions in it; a quiz has {_FEWEST}.")
        letters = _letters(script.title)
        questions = (_question(each, next(letters)) for each in found[:_MOST])
        return QUIZ.validate_python(tuple(questions))


def _taught(script: Script) -> Sequence[Asked]:
    """The questions of the built-in lesson that this is, as far as this video answers them."""
    shown = {scene.title for scene in script.scenes}
    asked = chain.from_iterable(
        lesson.quiz
        for lesson in LESSONS
        if lesson.title == script.title and shown <= {part.title for part in lesson.parts}
    )
    return [question for question in asked if shown.intersection(question.parts)]


def _letters(title: str) -> Iterator[str]:
    """Each letter once in every four, in an order that differs from video to video."""
    while True:
        yield from _ORDERS[crc32(title.encode(errors="replace")) % len(_ORDERS)]


def _question(asked: Asked, answer: str) -> Question:
    options = list(asked.wrong)
    options.insert(_LETTERS.index(answer), asked.right)
    lettered = [f"{letter}) {text}" for letter, text in zip(_LETTERS, options, strict=True)]
    return Question.model_validate(
        {
            "question": asked.question,
            "options": lettered,
            "answer": answer,
            "explanation": asked.because,
        }
    )
