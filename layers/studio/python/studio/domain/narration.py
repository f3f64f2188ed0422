"""Narration with marks: `A key [[1]] becomes a number. [[beat]] [[ch: Slots]] It finds its slot.`

A mark stands before the word it is about: a cue before the word on which a visual lands, a
beat before the word that waits, a chapter before its first word. Words are what `str.split()`
gives; every voice times exactly those. Marks that nobody understands are dropped, never spoken.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from studio.domain.script import ChapterMark

_MARK: Final = re.compile(
    r"\[\[(?P<inside>(?:(?!\[\[|\]\]).){0,200})\]\]+"
    r"|\[\[\s*(?:\d+\b|beat\b|ch\s*:(?:[^\[\]\n]*(?=\]))?)?\]?"
    r"|\[(?:\d+|beat)\]\]"
    r"|\]\]",
    re.IGNORECASE | re.DOTALL,
)
_CHAPTER: Final = re.compile(r"ch\s*:(.*)", re.IGNORECASE)
_CLOSING: Final = re.compile(r"[.,;:!?…]+(?=\s|\[\[|$)")
"""What still belongs to the word before a mark that was written in front of it."""


class Marked(NamedTuple):
    text: str
    cues: tuple[int, ...]
    """Index of the word each mark stands before, in order; never past the last word."""
    beats: tuple[int, ...]
    """Indices of words with a word before them, in order."""
    chapters: tuple[ChapterMark, ...]


class _Place(NamedTuple):
    word: int
    mark: str


def read_marks(narration: str) -> Marked:
    """Split a marked narration into what is spoken and where its marks are."""
    words: list[str] = []
    places = tuple(_places(narration, words))
    last = max(len(words) - 1, 0)
    beats = {place.word for place in places if place.mark.lower() == "beat"}
    return Marked(
        " ".join(words),
        tuple(min(place.word, last) for place in places if place.mark.isdecimal()),
        tuple(sorted(beats & set(range(1, len(words))))),
        tuple(_chapters(places, last)),
    )


def _places(narration: str, words: list[str]) -> Iterator[_Place]:
    """The marks, in order, while `words` grows by what stands between them."""
    position = 0
    for mark in _MARK.finditer(narration):
        words += narration[position : mark.start()].split()
        yield _Place(len(words), " ".join((mark["inside"] or "").split()))
        position = mark.end()
        closing = _CLOSING.match(narration, position)
        if closing and words:
            words[-1] += closing[0]
            position = closing.end()
    words += narration[position:].split()


def _chapters(places: tuple[_Place, ...], last: int) -> Iterator[ChapterMark]:
    for place in places:
        chapter = _CHAPTER.fullmatch(place.mark)
        if chapter and chapter[1].strip():
            yield ChapterMark(word=min(place.word, last), title=chapter[1].strip())
