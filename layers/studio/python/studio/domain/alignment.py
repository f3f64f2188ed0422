"""What a voice reports of its timing, turned into exactly one time per narration word."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from studio.domain.voice import Word


class Mark(NamedTuple):
    """Something heard: its offset in the utterance's text, and when (seconds)."""

    offset: int
    start: float
    end: float


class Utterance(NamedTuple):
    """Text for a voice, and where in it each narration word begins."""

    text: str
    offsets: tuple[int, ...]


class Token(NamedTuple):
    """A piece of the utterance's text by its spelling, and when it was heard."""

    spelling: str
    start: float
    end: float


class _Heard(NamedTuple):
    word: int
    start: float
    end: float


def utter(forms: Sequence[str]) -> Utterance:
    """Join how each word is said; a word with nothing to say holds an empty form."""
    text = ""
    offsets: list[int] = []
    for form in forms:
        gap = " " if text and form else ""
        offsets.append(len(text) + len(gap))
        text += gap + form
    return Utterance(text, tuple(offsets))


def align(
    words: Sequence[str], forms: Sequence[str], marks: Iterable[Mark], seconds: float
) -> tuple[Word, ...]:
    """Time every word, in order and within `seconds`, whatever the marks are like.

    Marks of one word unite. Words a voice ran together share its mark by length;
    silent words take no time.
    """
    heard = _in_turn(_by_word(forms, marks), seconds)
    times: list[tuple[float, float]] = []
    if not heard or heard[0].word > 0:
        until = heard[0].word if heard else len(words)
        times += _shares(forms[:until], 0.0, heard[0].start if heard else seconds)
    for position, mark in enumerate(heard):
        until = heard[position + 1].word if position + 1 < len(heard) else len(words)
        times += _shares(forms[mark.word : until], mark.start, mark.end)
    return tuple(
        Word(text=word, start=start, end=end)
        for word, (start, end) in zip(words, times, strict=True)
    )


def marks_of(text: str, tokens: Iterable[Token]) -> Iterator[Mark]:
    """Find tokens, which come in order, in the text they were read from."""
    cursor = 0
    for token in tokens:
        found = text.find(token.spelling, cursor)
        if found >= 0:
            cursor = found + len(token.spelling)
            yield Mark(found, token.start, token.end)


def _by_word(forms: Sequence[str], marks: Iterable[Mark]) -> Iterator[_Heard]:
    """The marks that fall on a spoken word, as one stretch per word, by index."""
    spoken = [index for index, form in enumerate(forms) if form]
    offsets = utter(forms).offsets
    begins = [offsets[index] for index in spoken]
    found: dict[int, _Heard] = {}
    for mark in marks:
        position = bisect_right(begins, mark.offset) - 1
        if position < 0 or not (math.isfinite(mark.start) and math.isfinite(mark.end)):
            continue
        index = spoken[position]
        known = found.get(index, _Heard(index, mark.start, mark.end))
        found[index] = _Heard(index, min(known.start, mark.start), max(known.end, mark.end))
    for index in sorted(found):
        yield found[index]


def _in_turn(heard: Iterable[_Heard], seconds: float) -> list[_Heard]:
    """No word before the one before it, none past the end, none overlapping."""
    turn: list[_Heard] = []
    clock = 0.0
    for mark in heard:
        start = min(max(mark.start, clock), seconds)
        turn.append(_Heard(mark.word, start, min(max(mark.end, start), seconds)))
        clock = start
    follower = seconds
    for position in reversed(range(len(turn))):
        turn[position] = turn[position]._replace(end=min(turn[position].end, follower))
        follower = turn[position].start
    return turn


def _shares(forms: Sequence[str], start: float, end: float) -> list[tuple[float, float]]:
    """Divide a stretch of time between words by how long they are to say."""
    weights = [len(form) for form in forms]
    whole = sum(weights) or 1
    edges = [start]
    passed = 0
    for weight in weights:
        passed += weight
        edges.append(min(start + (end - start) * passed / whole, end))
    return [(edges[i], max(edges[i], edges[i + 1])) for i in range(len(forms))]
