"""Every scene that a text could become, with what speaks for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studio.adapters.offline_writer.manner import MAX_WORDS
from studio.adapters.offline_writer.prose.document import Fence, Items, Paragraph, Section, Table
from studio.adapters.offline_writer.prose.pictures import (
    Told,
    from_dates,
    from_fence,
    from_items,
    from_sentences,
    from_table,
)
from studio.adapters.offline_writer.prose.sentences import (
    Sentence,
    clean,
    ranked,
    short,
    spoken_short,
)
from studio.adapters.offline_writer.speech import sentence, spoken_text
from studio.domain.brief import Template, Tone, TopicBrief
from studio.domain.script import DraftScene

_SENTENCES: Final = 3
_TITLE_CHARS: Final = 44
_STRUCTURE: Final = 7.0
_FAVOURITE: Final = 5.0
_OPENERS: Final[dict[Tone, str]] = {
    "casual": "",
    "formal": "On {}.",
    "socratic": "What does the text say about {}?",
}
_LIKED: Final[dict[Template, str]] = {
    "code": "code",
    "compare": "comparison",
    "howto": "steps",
    "timeline": "timeline",
    "algorithm": "steps",
}


@dataclass(frozen=True)
class Candidate:
    order: int
    score: float
    scene: DraftScene
    sentences: tuple[Sentence, ...]
    """The section's own sentences, best first."""


def candidates(
    sections: Sequence[Section], weights: Counter[str], brief: TopicBrief, *, said: str
) -> Iterator[Candidate]:
    """`said` is a sentence that the opening has spoken already."""
    for order, section in enumerate(sections):
        heading = clean(section.heading)
        ordered = ranked(section.paragraphs, weights, heading, brief.audience)
        found = [one for one in ordered if one.text != said]
        for bonus, told, intro in _tellings(section, heading, found):
            likes = _FAVOURITE if told[0].kind == _LIKED.get(brief.template or "code") else 0
            likes = likes if brief.template else 0
            score = bonus + likes + 0.5 * sum(one.score for one in found[:2]) - section.level * 0.3
            scene = _scene(heading or _named(found), told, intro, brief.tone)
            yield Candidate(order, score, scene, tuple(found))


def _named(found: Sequence[Sentence]) -> str:
    """A section without a heading is called by its best short sentence."""
    brief = [one.text for one in found if len(one.text) <= _TITLE_CHARS]
    return short((brief or [one.text for one in found] or ["In short"])[0], _TITLE_CHARS)


def _tellings(
    section: Section, heading: str, found: Sequence[Sentence]
) -> Iterator[tuple[float, Told, str]]:
    """Every way this section could be shown."""
    lead = found[0].text if found else ""
    for block in section.blocks:
        told: Told | None = None
        match block:
            case Items():
                told = from_items(block, heading)
            case Table():
                told = from_table(block)
            case Fence():
                told = from_fence(block)
            case Paragraph():
                continue
        if told:
            yield min(_STRUCTURE, 3.0 + len(told[1])), told, lead
    dated = from_dates(found)
    if dated:
        yield _STRUCTURE, dated, ""
    elif found:
        chosen = _fitting(found)
        yield 1.5 * len(chosen) - 1, from_sentences(chosen), ""


def _fitting(found: Sequence[Sentence]) -> list[Sentence]:
    chosen: list[Sentence] = []
    room = MAX_WORDS - 6
    for one in found:
        if len(chosen) < _SENTENCES and one.words <= room and (one.score > 0 or not chosen):
            chosen.append(one)
            room -= one.words
    return chosen or [Sentence(spoken_short(found[0].text, MAX_WORDS - 6), 0, 0.0)]


def _scene(heading: str, told: Told, intro: str, tone: Tone) -> DraftScene:
    """The opener and the introduction are dropped where the beats need the room."""
    visual, spoken = told
    entry, *beats = spoken
    marked = [f"[[{number}]] {text}" for number, text in enumerate(beats, start=1)]
    room = MAX_WORDS - sum(len(text.split()) for text in spoken)
    opener = sentence(_OPENERS[tone].format(spoken_text(heading))) if _OPENERS[tone] else ""
    kept = []
    for text in (opener, intro):
        if text and len(text.split()) <= room:
            kept.append(text)
            room -= len(text.split())
    if not kept and not entry:
        kept = [sentence(spoken_short(spoken_text(heading), max(room, 3)))]
    narration = " ".join(part for part in [*kept, entry, *marked] if part)
    return DraftScene(title=short(heading, _TITLE_CHARS), narration=narration, visual=visual)
