"""Tells source files as scenes: what they are, how they hang together, their central pieces."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from studio.adapters.offline_writer.lecture import SCENES, SECONDS, seconds
from studio.adapters.offline_writer.manner import MAX_WORDS, expand
from studio.adapters.offline_writer.source.overview import call_map, file_map
from studio.adapters.offline_writer.source.piece import SourceFile
from studio.adapters.offline_writer.source.ranking import Found, central, important
from studio.adapters.offline_writer.source.telling import Teller, best_remarks
from studio.adapters.offline_writer.source.wording import as_clause, fits
from studio.adapters.offline_writer.speech import (
    sentence,
    spoken_count,
    spoken_file,
    spoken_list,
    spoken_name,
)
from studio.domain.brief import Tone, TopicBrief
from studio.domain.script import DraftScene
from studio.domain.visual import CodeListing, CodeStep, Recap, TitleCard

_MOST_LINES: Final = 60
_INTRO_WORDS: Final = 24
_PURPOSE_WORDS: Final = 18
_PLURALS: Final = {"class": "classes", "impl": "impls"}


def explain(files: Sequence[SourceFile], brief: TopicBrief) -> tuple[DraftScene, ...]:
    ordered = important(files)
    opening = [_title_scene(ordered, brief)]
    if len(ordered) > 1:
        opening.append(file_map(ordered, _line(brief.tone, "files")))
    if brief.effort != "low" and (
        calls := call_map(ordered, brief.topic, _line(brief.tone, "calls"))
    ):
        opening.append(calls)
    room = SCENES[brief.effort][1] - len(opening) - 1
    found = central(ordered, brief.topic, max(room, 1))
    teller = Teller(brief.audience, brief.tone)
    pieces = [_piece_scene(one, teller, brief) for one in found]
    closing = _recap(ordered, found, brief)
    return (*opening, *_within(pieces, [*opening, closing], brief), closing)


def _within(
    pieces: Sequence[DraftScene], others: Sequence[DraftScene], brief: TopicBrief
) -> list[DraftScene]:
    """As many as the time for this effort allows, but never too few scenes."""
    fewest = SCENES[brief.effort][0] - len(others)
    left = SECONDS[brief.effort] - sum(map(seconds, others))
    kept: list[DraftScene] = []
    for scene in pieces:
        left -= seconds(scene)
        if left >= 0 or len(kept) < fewest:
            kept.append(scene)
    return kept


def _line(tone: Tone, scene: str) -> str:
    lines: dict[str, dict[Tone, str]] = {
        "calls": {
            "casual": "Here's how the pieces hang together.",
            "formal": "The structure of the calls is as follows.",
            "socratic": "Which part calls which?",
        },
        "files": {
            "casual": "Here's how the files fit together.",
            "formal": "The files depend on each other as follows.",
            "socratic": "How do the files fit together?",
        },
        "title": {
            "casual": "Let's read some code.",
            "formal": "This is a reading of source code.",
            "socratic": "What is this code for?",
        },
        "recap": {"casual": "So, to wrap up.", "formal": "In summary.", "socratic": "What stays?"},
    }
    return lines[scene][tone]


def _title_scene(files: Sequence[SourceFile], brief: TopicBrief) -> DraftScene:
    main = files[0]
    lines = sum(len(file.lines) for file in files)
    name = main.name.rpartition("/")[2] if len(files) == 1 else f"{len(files)} files"
    spoken = spoken_file(main.name) if len(files) == 1 else spoken_count(len(files), "file")
    languages = spoken_list(
        [language for language, _ in Counter(f.language for f in files).most_common(2)]
    )
    said = [
        _line(brief.tone, "title"),
        sentence(f"{spoken}: {spoken_count(lines, 'line')} of {languages}"),
    ]
    purpose = as_clause(main.purpose)
    if fits(purpose, _PURPOSE_WORDS) and len(files) == 1:
        said.append(sentence(purpose))
    contents = _contents(files)
    said.append(
        "[[1]] " + sentence(f"it holds {contents}" if contents else "we read it from the top")
    )
    return DraftScene(
        title=name,
        narration=" ".join(said) if brief.tone != "formal" else expand(" ".join(said)),
        visual=TitleCard(title=name, subtitle=f"{lines} lines of {languages}", note=_note(files)),
    )


def _kinds(files: Sequence[SourceFile]) -> Counter[str]:
    kinds = (piece.noun or piece.kind for file in files for piece in file.pieces)
    return Counter(kind for kind in kinds if kind != "section")


def _contents(files: Sequence[SourceFile]) -> str:
    kinds = _kinds(files)
    return spoken_list(
        [spoken_count(kinds[kind], kind, _PLURALS.get(kind, "")) for kind in sorted(kinds)]
    )


def _note(files: Sequence[SourceFile]) -> str:
    kinds = _kinds(files)
    parts = [f"{n} {k if n == 1 else _PLURALS.get(k, k + 's')}" for k, n in sorted(kinds.items())]
    return " · ".join(parts) or "read from top to bottom"


def _piece_scene(found: Found, teller: Teller, brief: TopicBrief) -> DraftScene:
    piece, file = found.piece, found.file
    first = piece.shown_from or piece.first
    last = min(piece.last, first + _MOST_LINES - 1)
    intro = _trimmed(teller.introduce(piece))
    visible = [r for r in piece.remarks if first <= r.first and r.last <= last]
    budget = MAX_WORDS - len(intro.split())
    remarks = best_remarks(visible, budget)
    steps = tuple(
        CodeStep(first=r.first - first + 1, last=r.last - first + 1, note="") for r in remarks
    )
    visual = CodeListing(
        code="\n".join(file.lines[first - 1 : last]),
        language=file.lexer,
        caption=file.name.rpartition("/")[2],
        first_line_number=first,
        steps=steps,
    )
    narration = teller.narrate(intro, remarks)
    return DraftScene(title=_heading(found), narration=narration, visual=visual)


def _trimmed(intro: str) -> str:
    """Whole sentences only, as many as leave room for what the code does."""
    kept = ""
    for part in intro.replace("? ", "?|").replace(". ", ".|").split("|"):
        if kept and len(f"{kept} {part}".split()) > _INTRO_WORDS:
            break
        kept = f"{kept} {part}".strip()
    return " ".join(kept.split()[: MAX_WORDS - 1])


def _heading(found: Found) -> str:
    piece = found.piece
    if piece.kind == "class":
        return f"{piece.noun or piece.kind} {piece.name}"
    if piece.kind == "section":
        return piece.name[:1].upper() + piece.name[1:]
    return f"{piece.name}()"


def _recap(files: Sequence[SourceFile], found: Sequence[Found], brief: TopicBrief) -> DraftScene:
    said, points = [], []
    names = [one.piece.short_name for one in found]
    most = max(found, key=lambda one: one.file.callers(one.piece.name), default=None)
    if most and (callers := most.file.callers(most.piece.name)) > 1:
        name = most.piece.short_name
        said.append(
            f"The heart of it is {spoken_name(name)}: {spoken_count(callers, 'other')} call it"
        )
        points.append(f"At the heart: {name}")
    shown = [spoken_name(name) for name in names[:3]]
    said.append(f"You have seen {spoken_list(shown)}" if shown else "You have seen it from the top")
    points.append("Seen: " + (", ".join(names[:4]) or files[0].name))
    said_out, point = _left_out(files, found)
    said.append(said_out)
    points.append(point)
    marked = [f"[[{i}]] {sentence(s)}" if i else sentence(s) for i, s in enumerate(said)]
    narration = " ".join([_line(brief.tone, "recap"), *marked])
    return DraftScene(
        title="What to Remember", narration=narration, visual=Recap(points=tuple(points))
    )


def _left_out(files: Sequence[SourceFile], found: Sequence[Found]) -> tuple[str, str]:
    shown = {(one.file.name, one.piece.name) for one in found}
    hidden = [
        piece.short_name for file in files for piece in file.pieces
        if (file.name, piece.name) not in shown and not _inside(file, piece.owner, shown)
    ]  # fmt: skip
    if not hidden:
        return "That was all of it; now read it once more yourself", "Nothing left out"
    named = spoken_list([spoken_name(name) for name in hidden[:2]])
    if len(hidden) <= 2:  # noqa: PLR2004
        return f"Left out for time: {named}", f"Left out: {', '.join(hidden)}"
    rest = len(hidden) - 2
    return f"Left out for time: {named}, and {rest} more", f"Left out: {len(hidden)} pieces"


def _inside(file: SourceFile, owner: str, shown: set[tuple[str, str]]) -> bool:
    return bool(owner) and (file.name, owner) in shown


def headline(files: Sequence[SourceFile]) -> str:
    """Four to eight words in title case."""
    if len(files) > 1:
        return f"How These {len(files)} Files Work Together"
    stem = files[0].name.rpartition("/")[2]
    return f"How {stem} Works, Piece by Piece"
