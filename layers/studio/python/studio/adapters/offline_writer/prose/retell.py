"""Tells a text in scenes: its title, its best sections, and what to keep."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from studio.adapters.offline_writer.lecture import SCENES, SECONDS, seconds
from studio.adapters.offline_writer.manner import MAX_WORDS, expand
from studio.adapters.offline_writer.prose.candidates import Candidate, candidates
from studio.adapters.offline_writer.prose.document import Document, Section
from studio.adapters.offline_writer.prose.reader import read_document
from studio.adapters.offline_writer.prose.sentences import (
    Sentence,
    clause,
    clean,
    frequencies,
    ranked,
    short,
)
from studio.adapters.offline_writer.speech import sentence, spoken_count, spoken_text
from studio.domain.brief import Tone, TopicBrief
from studio.domain.script import DraftScene
from studio.domain.visual import Recap, TitleCard

_CLOSING_SECONDS: Final = 17.0
_LEAD_WORDS: Final = 22
_POINTS: Final = 3
_POINT_WORDS: Final = 13
_UNTOLD: Final = frozenset({"readme", "index", "main", "notes", "text", "document", "untitled"})
_ONCE: Final = 2.0
_OPENERS: Final[dict[Tone, str]] = {
    "casual": "{}, in short.",
    "formal": "This is a summary of {}.",
    "socratic": "What is {} about?",
}
_CLOSERS: Final[dict[Tone, str]] = {
    "casual": "So, to wrap up.",
    "formal": "In summary.",
    "socratic": "What should you remember?",
}


def retell(texts: Mapping[str, str], brief: TopicBrief) -> tuple[DraftScene, ...]:
    documents = {name: read_document(name, text) for name, text in texts.items()}
    parts = SCENES[brief.effort][1] - 2
    sections = [s for document in documents.values() for s in _sections(document, parts)]
    weights = frequencies(p for section in sections for p in section.paragraphs)
    lead = _lead(sections, weights, brief)
    total = sum(len(text.split()) for text in texts.values())
    opening = _opening(_title(documents, lead), lead, total, brief.tone)
    chosen = _chosen(list(candidates(sections, weights, brief, said=lead)), opening, brief)
    closing = _closing(chosen, len(sections), lead, brief.tone)
    scenes = (opening, *(candidate.scene for candidate in chosen), closing)
    return tuple(_in_tone(scene, brief.tone) for scene in scenes)


def about(texts: Mapping[str, str]) -> str:
    """Four to eight words in title case."""
    documents = {name: read_document(name, text) for name, text in texts.items()}
    title = _title(documents, "").rstrip("….!?:;,")
    words = [word[:1].upper() + word[1:] for word in title.split()][:6]
    return " ".join(
        [*words, "in", "Short"] if len(words) > 1 else ["The", "Text", *words, "in", "Short"]
    )


def _in_tone(scene: DraftScene, tone: Tone) -> DraftScene:
    if tone != "formal":
        return scene
    return scene.model_copy(update={"narration": expand(scene.narration)})


def _title(documents: Mapping[str, Document], lead: str) -> str:
    """Its own title; else what its first sentence defines; else the file's name."""
    name, document = next(iter(documents.items()))
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    if document.title:
        return short(clean(document.title), 60)
    defined = re.match(r"(?:The |An? )?([\w' -]{2,40}?) (?:is|are) (?:an?|the)\b", lead)
    if defined and stem.lower() in _UNTOLD:
        return defined[1]
    spaced = re.sub(r"[_-]+", " ", stem)
    return short(spaced[:1].upper() + spaced[1:], 60)


def _sections(document: Document, parts: int) -> list[Section]:
    """The text's own sections; a text without headings is cut into as many as can be told."""
    if len(document.sections) > 1:
        return list(document.sections)
    blocks = [block for section in document.sections for block in section.blocks]
    size = max(-(-len(blocks) // parts), 1)
    return [Section("", 2, blocks[i : i + size]) for i in range(0, len(blocks), size)]


def _lead(sections: Sequence[Section], weights: Counter[str], brief: TopicBrief) -> str:
    """The best short sentence of the beginning."""
    paragraphs = [p for section in sections[:2] for p in section.paragraphs][:2]
    found = ranked(paragraphs, weights, "", brief.audience)
    return next((one.text for one in found if one.words <= _LEAD_WORDS and one.score > 0), "")


def _opening(title: str, lead: str, total: int, tone: Tone) -> DraftScene:
    opener = _OPENERS[tone].format(spoken_text(title) or "this text")
    size = spoken_count(total, "word")
    said = f"{opener} {lead} [[1]] What you hear is taken from the text itself, {size} long."
    visual = TitleCard(title=title, subtitle=short(lead, 80), note="Told from the text itself")
    return DraftScene(title=title, narration=" ".join(said.split()), visual=visual)


def _chosen(found: Sequence[Candidate], opening: DraftScene, brief: TopicBrief) -> list[Candidate]:
    """Greedily the best, where a section or a kind of picture already used counts for less."""
    fewest, most = SCENES[brief.effort]
    left = SECONDS[brief.effort] - seconds(opening) - _CLOSING_SECONDS
    kept: list[Candidate] = []
    rest = list(found)
    while rest and len(kept) < most - 2:
        best = max(rest, key=lambda c: (c.score - _ONCE * _repeats(c, kept), -c.order))
        rest.remove(best)
        cost = seconds(best.scene)
        if cost <= left or len(kept) < fewest - 2:
            kept.append(best)
            left -= cost
    return sorted(kept, key=lambda c: (c.order, c.scene.visual.kind != "recap"))


def _repeats(candidate: Candidate, kept: Sequence[Candidate]) -> float:
    same_section = sum(other.order == candidate.order for other in kept)
    same_kind = sum(other.scene.visual.kind == candidate.scene.visual.kind for other in kept)
    return 2.0 * same_section + 0.5 * same_kind


def _closing(chosen: Sequence[Candidate], sections: int, lead: str, tone: Tone) -> DraftScene:
    points = _points(chosen, lead)
    said = [sentence(point) for point in points] or ["Read it once more yourself."]
    shown = [short(point, 72) for point in points] or ["Read it once more"]
    left = sections - len({c.order for c in chosen})
    if left > 0:
        said.append(sentence(f"{spoken_count(left, 'more section')} can be read in the text"))
        shown.append(f"{left} more section{'s' * (left > 1)} in the text")
    while len(said) > 1 and sum(len(text.split()) for text in said) > MAX_WORDS - 4:
        said.pop(-2)
        shown.pop(-2)
    marked = [f"[[{i}]] {text}" if i else text for i, text in enumerate(said)]
    narration = " ".join([_CLOSERS[tone], *marked])
    return DraftScene(
        title="What to Remember", narration=narration, visual=Recap(points=tuple(shown))
    )


def _points(chosen: Sequence[Candidate], lead: str) -> list[str]:
    """One short sentence from each of the best sections, in reading order."""
    best: list[tuple[int, Sentence, str]] = []
    for candidate in sorted(chosen, key=lambda c: -c.score):
        used = {order for order, _, _ in best}
        texts = (
            (one, clause(one.text, _POINT_WORDS)) for one in candidate.sentences if one.score > 0
        )
        fitting = next(((one, text) for one, text in texts if text and one.text != lead), None)
        if fitting and candidate.order not in used and len(best) < _POINTS:
            best.append((candidate.order, *fitting))
    return [text for _, _, text in sorted(best, key=lambda point: point[0])]
