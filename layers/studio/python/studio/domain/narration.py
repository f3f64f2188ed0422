"""Narration with cue marks: `A key [[1]] becomes a number [[2]] and finds its slot.`

A mark stands before the word on which a visual lands. Words are what
`str.split()` gives; every voice times exactly those.
"""

import re
from typing import Final, NamedTuple

_MARK: Final = re.compile(r"\[\[\s*\w+\s*\]\]")


class Marked(NamedTuple):
    text: str
    cues: tuple[int, ...]
    """Index of the word each mark stands before, in order; never past the last word."""


def read_marks(narration: str) -> Marked:
    """Split a marked narration into what is spoken and where its cues are."""
    words: list[str] = []
    cues: list[int] = []
    position = 0
    for mark in _MARK.finditer(narration):
        words += narration[position : mark.start()].split()
        cues.append(len(words))
        position = mark.end()
    words += narration[position:].split()
    last = max(len(words) - 1, 0)
    return Marked(" ".join(words), tuple(min(cue, last) for cue in cues))
