"""Tells source files as scenes: what they are, how they hang together, their central pieces."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import dedent
from typing import Final

from studio.adapters.offline_writer.lecture import SCENES, SECONDS, seconds
from studio.adapters.offline_writer.manner import MAX_WORDS, expand
from studio.adapters.offline_writer.source.frame import LISTED_LINES, first_scene, last_scene
from studio.adapters.offline_writer.source.overview import call_map, file_map
from studio.adapters.offline_writer.source.piece import Piece, Remark, SourceFile
from studio.adapters.offline_writer.source.ranking import Found, central, important
from studio.adapters.offline_writer.source.telling import Teller, best_remarks
from studio.domain.brief import Tone, TopicBrief
from studio.domain.script import DraftScene
from studio.domain.visual import CodeListing, CodeStep

_INTRO_WORDS: Final = 24
_NOTE_CHARS: Final = 60
_FEW_REMARKS: Final = 4
_CALLS: Final[dict[Tone, str]] = {
    "casual": "Here's how the pieces hang together.",
    "formal": "The structure of the calls is as follows.",
    "socratic": "Which part calls which?",
}
_FILES: Final[dict[Tone, str]] = {
    "casual": "Here's how the files fit together.",
    "formal": "The files depend on each other as follows.",
    "socratic": "How do the files fit together?",
}


def explain(files: Sequence[SourceFile], brief: TopicBrief) -> tuple[DraftScene, ...]:
    ordered = important(files)
    opening = [first_scene(ordered, brief.tone), *_maps(ordered, brief)]
    room = max(SCENES[brief.effort][1] - len(opening) - 1, 1)
    found = central(ordered, brief.topic, room)
    teller = Teller(brief.audience, brief.tone)
    told = [
        (one, scene) for one in found for scene in _piece_scenes(one, teller, len(found) < room)
    ]
    kept = _within(told[:room], [*opening, last_scene(ordered, found, brief.tone)], brief)
    shown = [one for one, _ in kept]
    closing = last_scene(ordered, shown, brief.tone)
    scenes = (*opening, *(scene for _, scene in kept), closing)
    return tuple(_in_tone(scene, brief.tone) for scene in scenes)


def _in_tone(scene: DraftScene, tone: Tone) -> DraftScene:
    if tone != "formal":
        return scene
    return scene.model_copy(update={"narration": expand(scene.narration)})


def headline(files: Sequence[SourceFile]) -> str:
    """Four to eight words in title case."""
    if len(files) > 1:
        return f"How These {len(files)} Files Work Together"
    stem = files[0].name.rpartition("/")[2]
    return f"How {stem} Works, Piece by Piece"


def _maps(files: Sequence[SourceFile], brief: TopicBrief) -> list[DraftScene]:
    maps = [file_map(files, _FILES[brief.tone])] if len(files) > 1 else []
    calls = call_map(files, brief.topic, _CALLS[brief.tone]) if brief.effort != "low" else None
    return [*maps, calls] if calls else maps


def _within(
    told: Sequence[tuple[Found, DraftScene]], others: Sequence[DraftScene], brief: TopicBrief
) -> list[tuple[Found, DraftScene]]:
    """As many as the time for this effort allows, but never too few scenes."""
    fewest = SCENES[brief.effort][0] - len(others)
    left = SECONDS[brief.effort] - sum(map(seconds, others))
    kept: list[tuple[Found, DraftScene]] = []
    for one, scene in told:
        left -= seconds(scene)
        if left >= 0 or len(kept) < fewest:
            kept.append((one, scene))
    return kept


def _piece_scenes(found: Found, teller: Teller, roomy: bool) -> list[DraftScene]:
    """One scene, or two where there is much to say and little else to show."""
    piece = found.piece
    intro = _trimmed(teller.introduce(piece))
    first, last = _window(piece)
    visible = [
        replace(r, last=min(r.last, last)) for r in piece.remarks if first <= r.first <= last
    ]
    remarks = best_remarks(visible, MAX_WORDS - len(intro.split()))
    scenes = [_listing(found, teller.narrate(intro, remarks), remarks)]
    rest = [r for r in visible if remarks and r.first > remarks[-1].last]
    if roomy and len(rest) >= _FEW_REMARKS:
        more = best_remarks(rest, MAX_WORDS - 6)
        scenes.append(_listing(found, teller.narrate("And then it goes on.", more), more))
    return scenes


def _window(piece: Piece) -> tuple[int, int]:
    """The lines of the file that its listing shows."""
    first = piece.shown_from or piece.first
    return first, min(piece.last, first + LISTED_LINES - 1)


def _listing(found: Found, narration: str, remarks: Sequence[Remark]) -> DraftScene:
    first, last = _window(found.piece)
    visual = CodeListing(
        code=dedent("\n".join(found.file.lines[first - 1 : last])),
        language=found.file.lexer,
        caption=found.file.name.rpartition("/")[2],
        first_line_number=first,
        steps=tuple(
            CodeStep(first=r.first - first + 1, last=r.last - first + 1, note=_note(r))
            for r in remarks
        ),
    )
    return DraftScene(title=_heading(found.piece), narration=narration, visual=visual)


def _note(remark: Remark) -> str:
    return remark.note if len(remark.note) <= _NOTE_CHARS else ""


def _trimmed(intro: str) -> str:
    """Whole sentences only, as many as leave room for what the code does."""
    kept = ""
    for part in intro.replace("? ", "?|").replace(". ", ".|").split("|"):
        if kept and len(f"{kept} {part}".split()) > _INTRO_WORDS:
            break
        kept = f"{kept} {part}".strip()
    return " ".join(kept.split()[: MAX_WORDS - 1])


def _heading(piece: Piece) -> str:
    if piece.kind == "class":
        return f"{piece.noun or piece.kind} {piece.name}"
    if piece.kind == "section":
        return piece.name
    return f"{piece.name}()"
