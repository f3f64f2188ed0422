"""A video's chapters: where the script marks them, else one for each scene."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from studio.domain.render import Chapter

TITLE_CHARS: Final = 60
_APART: Final = 4.0
_APART_IF_NUMBERED: Final = 1.0
"""Seconds; lists show chapters by the second, so that no two may share one."""
_NUMBERED: Final = re.compile(r"(?:step|part|chapter|no\.?|#)?\s*\d+\b", re.IGNORECASE)
_HOUR: Final = 3600


class Start(NamedTuple):
    at: float
    title: str


def chapters(marks: Iterable[Start], scenes: Sequence[Start], end: float) -> tuple[Chapter, ...]:
    """From 0:00 to `end` without a gap; one for each scene where nothing is marked.

    Marks that are too close to the one before are left out, unless they are numbered. What
    comes before the first mark has the title of the first scene, if it is worth a chapter.
    """
    starts = list(_apart(marks)) or list(scenes)
    if starts[0].at >= _APART:
        starts.insert(0, scenes[0])
    starts[0] = starts[0]._replace(at=0.0)
    return tuple(
        Chapter(start=one.at, end=following.at, title=_short(one.title))
        for one, following in pairwise([*starts, Start(end, "")])
    )


def to_youtube(listed: Sequence[Chapter]) -> str:
    """The list that a video's description may hold: `0:00 Title`, line by line."""
    return "".join(f"{_clock(chapter.start)} {chapter.title}\n" for chapter in listed)


def _apart(marks: Iterable[Start]) -> Iterator[Start]:
    before = float("-inf")
    for mark in marks:
        least = _APART_IF_NUMBERED if _NUMBERED.match(mark.title) else _APART
        if mark.at - before >= least:
            yield mark
            before = mark.at


def _short(title: str) -> str:
    text = " ".join(title.split())
    if len(text) <= TITLE_CHARS:
        return text
    whole, _, _ = text[:TITLE_CHARS].rpartition(" ")
    return (whole or text[: TITLE_CHARS - 1]).rstrip(",;: ") + "…"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if seconds < _HOUR:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
