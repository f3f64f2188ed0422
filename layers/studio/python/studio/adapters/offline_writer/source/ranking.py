"""Which pieces of the files deserve a scene."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log2
from typing import Final

from studio.adapters.offline_writer.source.piece import Piece, SourceFile

_STEM: Final = 5
_MANY_CALLERS: Final = 3
_BIG: Final = 24
_HUGE: Final = 50
_COPY: Final = 0.6
_TOO_SHORT_TO_COMPARE: Final = 4
_ASKED_FOR: Final = 40
_UNLIKELY: Final = (
    "test_",
    "_test",
    "Error",
    "Exception",
    "Warning",
    "__repr__",
    "__str__",
    "__hash__",
    "__eq__",
)


@dataclass(frozen=True)
class Found:
    """A piece together with its file."""

    file: SourceFile
    piece: Piece


def central(files: Sequence[SourceFile], topic: str, most: int) -> list[Found]:
    """The most central pieces by who calls them and how much they do, in reading order."""
    every = [Found(file, piece) for file in files[:most] for piece in file.pieces]
    ranked = sorted(every, key=lambda found: -score(found, topic))
    ranked = _heart(every) + ranked
    chosen = _varied(ranked, most, per_file=-(-most // max(len(files), 1)))
    return [found for found in every if found in chosen]


def _heart(every: Sequence[Found]) -> list[Found]:
    """What most of the others call is shown, however plain its name."""
    most = max(every, key=lambda found: found.file.callers(found.piece.name), default=None)
    if most and most.file.callers(most.piece.name) >= _MANY_CALLERS and most.piece.remarks:
        return [most]
    return []


def score(found: Found, topic: str) -> float:
    piece = found.piece
    points = 3.0 * found.file.callers(piece.name) + len(piece.calls)
    points += _bulk(piece) + min(len(piece.remarks), 6) / 3
    points -= min(found.file.pieces.index(piece), 50) / 5
    points += 4.0 * (piece.name in found.file.exported)
    points -= 6.0 * any(_copies(found, earlier) for earlier in _before(found))
    points += 3.0 * bool(piece.summary) + (0 if piece.short_name.startswith("_") else 5)
    points += 3.0 * (piece.kind == "class")
    points -= 6.0 * any(mark in piece.name for mark in _UNLIKELY)
    if len(piece.short_name) > 2 and piece.short_name.lower() in _asked(topic):  # noqa: PLR2004
        points += _ASKED_FOR
    return points


def _bulk(piece: Piece) -> float:
    """The more code the better, but a function of several screens shows badly."""
    if piece.kind == "class":
        return log2(piece.size)
    return min(piece.size, _BIG) / 8 - 2 * (piece.size > _HUGE)


def _asked(topic: str) -> set[str]:
    return {word.strip(".,;:?!()`'\"").lower() for word in topic.split()}


def _varied(ranked: Iterable[Found], most: int, *, per_file: int) -> list[Found]:
    """Near copies of a better piece come in only where nothing else is left to show."""
    chosen: list[Found] = []
    copies: list[Found] = []
    listed = list(ranked)
    telling = [found for found in listed if found.piece.remarks or found.piece.summary]
    for found in dict.fromkeys(telling or listed):
        if sum(other.file is found.file for other in chosen) == per_file:
            continue
        if any(_copies(found, other) for other in chosen):
            copies.append(found)
        elif len(chosen) < most:
            chosen.append(found)
    return [*chosen, *copies[: most - len(chosen)]]


def _before(found: Found) -> Iterator[Found]:
    for piece in found.file.pieces:
        if piece is found.piece:
            return
        yield Found(found.file, piece)


def _copies(one: Found, other: Found) -> bool:
    """Longer pieces of one kind whose code is almost the same."""
    if one.piece.kind != other.piece.kind or not _alike(one.piece.name, other.piece.name):
        return False
    left, right = _lines(one), _lines(other)
    if min(len(left), len(right)) < _TOO_SHORT_TO_COMPARE:
        return False
    matcher = SequenceMatcher(None, left, right)
    return matcher.quick_ratio() > _COPY and matcher.ratio() > _COPY


def _alike(one: str, other: str) -> bool:
    stem = min(len(one), len(other), _STEM)
    return one[:stem] == other[:stem]


def _lines(found: Found) -> list[str]:
    lines = found.file.lines[found.piece.first : found.piece.last]
    return [stripped for line in lines if (stripped := line.strip())]


def important(files: Iterable[SourceFile]) -> list[SourceFile]:
    """Files with much in them, and much used by the others, first."""
    listed = list(files)
    return sorted(listed, key=lambda file: (-_weight(file, listed), file.name))


def _weight(file: SourceFile, others: Sequence[SourceFile]) -> float:
    used = sum(uses(other, file) for other in others if other is not file)
    test = "test" in file.name.lower()
    return (
        6.0 * used + sum(2 + len(p.calls) for p in file.pieces) + len(file.lines) / 40 - 20 * test
    )


def uses(file: SourceFile, other: SourceFile) -> bool:
    """Whether one file imports the other, by its name."""
    stem = other.name.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return any(stem in imported.replace("/", ".").split(".") for imported in file.imports)
