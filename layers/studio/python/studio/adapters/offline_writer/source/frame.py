"""The first and the last scene of a reading: what this code is, and what to remember of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studio.adapters.offline_writer.manner import MAX_WORDS, expand, words
from studio.adapters.offline_writer.prose.sentences import short, spoken_short
from studio.adapters.offline_writer.source.piece import Piece, SourceFile
from studio.adapters.offline_writer.source.ranking import Found
from studio.adapters.offline_writer.source.wording import as_clause, fits
from studio.adapters.offline_writer.speech import (
    sentence,
    spoken_count,
    spoken_file,
    spoken_list,
    spoken_name,
)
from studio.domain.brief import Tone
from studio.domain.script import DraftScene
from studio.domain.visual import Recap, TitleCard

_PURPOSE_WORDS: Final = 18
_POINT_WORDS: Final = 9
LISTED_LINES: Final = 60
_MOST_POINTS: Final = 3
_PLURALS: Final = {"class": "classes"}
_OPENERS: Final[dict[Tone, str]] = {
    "casual": "Let's read some code.",
    "formal": "This is a reading of source code.",
    "socratic": "What is this code for?",
}
_CLOSERS: Final[dict[Tone, str]] = {
    "casual": "So, to wrap up.",
    "formal": "In summary.",
    "socratic": "What should you remember?",
}


def first_scene(files: Sequence[SourceFile], tone: Tone) -> DraftScene:
    lines = sum(len(file.lines) for file in files)
    alone = len(files) == 1
    name = files[0].name.rpartition("/")[2] if alone else f"{len(files)} files"
    spoken = spoken_file(files[0].name) if alone else spoken_count(len(files), "file")
    common = Counter(file.language for file in files).most_common(2)
    languages = spoken_list([language for language, _ in common])
    size = sentence(f"{spoken}: {spoken_count(lines, 'line')} of {languages}")
    purpose = as_clause(_without_name(files[0])) if alone else ""
    why = sentence(purpose) if fits(purpose, _PURPOSE_WORDS) else ""
    contents = spoken_list(_contents(files))
    inside = sentence(f"it holds {contents}" if contents else "we read it from the top")
    said = " ".join(part for part in (_OPENERS[tone], size, why, f"[[1]] {inside}") if part)
    visual = TitleCard(title=name, subtitle=f"{lines} lines of {languages}", note=_note(files))
    return DraftScene(
        title=name, narration=expand(said) if tone == "formal" else said, visual=visual
    )


def _without_name(file: SourceFile) -> str:
    """Some files begin by saying their own name."""
    base = re.escape(file.name.rpartition("/")[2])
    stem = re.escape(file.name.rpartition("/")[2].partition(".")[0])
    return re.sub(rf"\A(?:{base}|{stem})\s*(?:[-:–]+|is)\s+", "", file.purpose)


def _kinds(files: Sequence[SourceFile]) -> list[tuple[str, int]]:
    kinds = (piece.noun or piece.kind for file in files for piece in file.pieces)
    counted = Counter(kinds)
    parts = counted.pop("section", 0)
    return sorted(counted.items()) or ([("part", parts)] if parts else [])


def _contents(files: Sequence[SourceFile]) -> list[str]:
    return [spoken_count(n, kind, _PLURALS.get(kind, "")) for kind, n in _kinds(files)]


def _note(files: Sequence[SourceFile]) -> str:
    parts = [f"{n} {k if n == 1 else _PLURALS.get(k, k + 's')}" for k, n in _kinds(files)]
    return " · ".join(parts) or "read from top to bottom"


def last_scene(files: Sequence[SourceFile], found: Sequence[Found], tone: Tone) -> DraftScene:
    """What the shown pieces were for, and honestly what was not shown."""
    narration, points = "", [""]
    for most in range(_POINT_WORDS, 3, -1):
        narration, points = _told(files, found, tone, most)
        if words(narration) <= MAX_WORDS:
            break
    return DraftScene(
        title="What to Remember", narration=narration, visual=Recap(points=tuple(points))
    )


def _told(
    files: Sequence[SourceFile], found: Sequence[Found], tone: Tone, most: int
) -> tuple[str, list[str]]:
    told = [one.piece for one in found if _gist(one.piece)][:_MOST_POINTS]
    names = Counter(piece.short_name for piece in told)
    told = [
        p if names[p.short_name] == 1 else replace(p, name=p.name.replace(".", "_")) for p in told
    ]
    said = [_said(piece, most) for piece in told] or ["You have seen it from the top."]
    points = [_point(piece) for piece in told] or [files[0].name]
    missing, point = _left_out(files, found)
    marked = [f"[[{i}]] {text}" if i else text for i, text in enumerate([*said, missing])]
    return " ".join([_CLOSERS[tone], *marked]), [*points, point]


def _gist(piece: Piece) -> str:
    """What it does, in the author's words or else by its weightiest line."""
    if piece.summary:
        return piece.summary.removeprefix("in short: ")
    clauses = [r for r in piece.remarks if r.said.startswith("it ")]
    best = max(clauses, key=lambda remark: remark.weight, default=None)
    return best.said if best else ""


def _said(piece: Piece, most: int) -> str:
    gist = _gist(piece)
    name = spoken_name(piece.short_name)
    if gist.startswith("it "):
        return sentence(f"{name} {spoken_short(gist[3:], most)}")
    return sentence(f"{name}: {spoken_short(gist, most)}")


def _point(piece: Piece) -> str:
    return f"{piece.short_name}: {short(_gist(piece).removeprefix('it ').removeprefix('is '), 52)}"


def _left_out(files: Sequence[SourceFile], found: Sequence[Found]) -> tuple[str, str]:
    shown = {(one.file.name, one.piece.name) for one in found}
    whole = {(one.file.name, one.piece.name) for one in found if one.piece.size <= LISTED_LINES}
    hidden = [
        piece.short_name
        for file in files
        for piece in file.pieces
        if (file.name, piece.name) not in shown and (file.name, piece.owner) not in whole
    ]
    if not hidden:
        return "That was all of it.", "Nothing was left out"
    hidden.sort(key=lambda name: name.startswith("_"))
    named = [spoken_name(name) for name in dict.fromkeys(hidden)][:2]
    more = len(hidden) - len(named)
    said = f"left out for time: {spoken_list(named)}"
    if more:
        return sentence(
            f"{said}, and {more} more"
        ), f"Left out: {', '.join(hidden[:2])} and {more} more"
    return sentence(said), f"Left out: {', '.join(hidden)}"
