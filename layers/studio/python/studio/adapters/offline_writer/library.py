"""Finds the built-in lesson that a topic asks for, or none."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from studio.adapters.offline_writer.lesson import Lesson

_COVERED: Final = 0.6
_ALIKE: Final = 0.8
_SHORTEST_MISSPELLABLE: Final = 6
_EMPTY_WORDS: Final = frozenset(
    """a about actually algorithm all an and are as at basic basics be beginner behind best by can
    clearly could concept data deep detail detailed dive do does each easy effectively efficient
    example exactly explain explained explainer explanation fast for friendly from fundamental
    give guide how i idea in inside intro introduction intuition intuitive is it kid lesson let
    make me mean need of on one our overview please quick quickly quite really science show simple
    simply so structure student talk teach tell term that the their them these they thing to
    topic tour tutorial understand understanding us use used using vs versus video visual
    visualize visually want way we what when where which who why with work working works world
    would you your""".split()  # noqa: SIM905 - a word list
)


def find_lesson(topic: str, lessons: Iterable[Lesson]) -> Lesson | None:
    """The lesson whose name covers most of what the topic says."""
    asked = _content(topic)
    scored = [(_coverage(asked, lesson), lesson) for lesson in lessons]
    best, lesson = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return lesson if best >= _COVERED else None


def _coverage(asked: tuple[str, ...], lesson: Lesson) -> float:
    if set(asked) & {_singular(word) for word in lesson.excludes}:
        return 0.0
    shares = [_share(asked, _content(alias)) for alias in lesson.aliases]
    return max(shares, default=0.0)


def _share(asked: tuple[str, ...], alias: tuple[str, ...]) -> float:
    """How much of the question an alias explains, once all of the alias is in the question."""
    matched = {near for word in alias if (near := _nearest(word, asked))}
    if len(matched) < len(set(alias)):
        return 0.0
    return len(matched) / len(set(asked))


def _nearest(word: str, asked: tuple[str, ...]) -> str | None:
    if word in asked:
        return word
    if len(word) < _SHORTEST_MISSPELLABLE:
        return None
    return next((other for other in asked if _alike(word, other)), None)


def _alike(word: str, other: str) -> bool:
    return (
        len(other) >= _SHORTEST_MISSPELLABLE
        and word[0] == other[0]
        and SequenceMatcher(None, word, other).ratio() >= _ALIKE
    )


def _content(topic: str) -> tuple[str, ...]:
    tokens = _tokens(topic)
    return tuple(token for token in tokens if token not in _EMPTY_WORDS) or tokens


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_singular(token) for token in re.findall(r"[a-z0-9]+", text.lower()))


def _singular(token: str) -> str:
    if len(token) > 3 and token.endswith("s") and not token.endswith(("ss", "is", "us")):  # noqa: PLR2004
        return token[:-1]
    return token
