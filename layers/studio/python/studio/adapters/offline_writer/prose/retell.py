"""Tells a text in scenes: its title, its best sections, and what to keep."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio.adapters.offline_writer.lecture import SCENES, SECONDS, seconds
from studio.adapters.offline_writer.manner import MAX_WORDS, expand
from studio.adapters.offline_writer.prose.document import (
    Document,
    Fence,
    Items,
    Paragraph,
    Section,
    Table,
)
from studio.adapters.offline_writer.prose.pictures import (
    Told,
    from_dates,
    from_fence,
    from_items,
    from_sentences,
    from_table,
)
from studio.adapters.offline_writer.prose.reader import read_document
from studio.adapters.offline_writer.prose.sentences import (
    Sentence,
    clean,
    frequencies,
    ranked,
    short,
    spoken_short,
    terms,
)
from studio.adapters.offline_writer.speech import sentence, spoken_count, spoken_text
from studio.domain.brief import Tone, TopicBrief
from studio.domain.script import DraftScene
from studio.domain.visual import Recap, TitleCard

_SENTENCES: Final = 3
_GROUP: Final = 3
_OPENERS: Final[dict[Tone, str]] = {
    "casual": "",
    "formal": "On {}.",
    "socratic": "What does the text say about {}?",
}
_LIKED: Final = {
    "code": "code", "compare": "comparison", "howto": "steps", "timeline": "timeline",
    "algorithm": "steps",
}  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    order: int
    score: float
    scene: DraftScene
    best: str


def retell(texts: Mapping[str, str], brief: TopicBrief) -> tuple[DraftScene, ...]:
    documents = {name: read_document(name, text) for name, text in texts.items()}
    sections = [s for document in documents.values() for s in _sections(document)]
    weights = frequencies(p for section in sections for p in section.paragraphs)
    title = title_of(documents)
    candidates = list(_candidates(sections, weights, brief, title))
    total = sum(len(text.split()) for text in texts.values())
    opening = _opening(title, sections, weights, total, brief)
    chosen = _chosen(candidates, opening, brief)
    closing = _closing(chosen, sections, brief)
    return (opening, *(candidate.scene for candidate in chosen), closing)


def title_of(documents: Mapping[str, Document]) -> str:
    name, document = next(iter(documents.items()))
    stem = name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").replace("-", " ")
    return short(clean(document.title) or stem[:1].upper() + stem[1:], 60)


def _sections(document: Document) -> list[Section]:
    """The text's own sections; a text without headings is cut into a few of equal length."""
    if len(document.sections) > 1:
        return list(document.sections)
    blocks = [block for section in document.sections for block in section.blocks]
    groups = [blocks[i : i + _GROUP] for i in range(0, len(blocks), _GROUP)]
    made = [Section("", 2, group) for group in groups]
    for section in made:
        common = frequencies(section.paragraphs).most_common(2)
        section.heading = " and ".join(_original(term, section) for term, _ in common).capitalize()
    return made


def _original(term: str, section: Section) -> str:
    """The word in the text that a term was cut from."""
    words = re.findall(r"[\w'-]+", " ".join(section.paragraphs))
    return next((word.lower() for word in words if terms(word) == [term]), term)


def _candidates(
    sections: Sequence[Section], weights: Counter[str], brief: TopicBrief, title: str
) -> Iterator[Candidate]:
    for order, section in enumerate(sections):
        heading = clean(section.heading) or title
        found = ranked(section.paragraphs, weights, heading, brief.audience)
        lead = found[0].text if found else ""
        for bonus, told, intro in _tellings(section, heading, found):
            score = bonus + sum(one.score for one in found[:2]) - section.level * 0.3
            if _LIKED.get(brief.template or "") == told[0].kind:
                score += 4
            scene = _scene(heading, told, intro, brief.tone)
            yield Candidate(order, score, scene, lead or scene.title)


def _tellings(
    section: Section, heading: str, found: Sequence[Sentence]
) -> Iterator[tuple[float, Told, str]]:
    """Every way this section could be shown, with what speaks for it."""
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
            yield 3.0 + len(told[1]) / 4, told, lead
    if dated := from_dates(found):
        yield 3.0, dated, ""
    elif found:
        yield 1.5 * min(len(found), _SENTENCES) - 1, from_sentences(_fitting(found)), ""


def _fitting(found: Sequence[Sentence]) -> list[Sentence]:
    chosen: list[Sentence] = []
    room = MAX_WORDS - 6
    for one in found:
        if len(chosen) < _SENTENCES and one.words <= room:
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
    narration = " ".join(part for part in [*kept, entry, *marked] if part)
    if not kept and not entry:
        narration = f"{sentence(spoken_short(spoken_text(heading), 8))} {narration}"
    narration = expand(narration) if tone == "formal" else narration
    return DraftScene(title=short(heading, 44), narration=narration.strip(), visual=visual)


def _chosen(
    candidates: Sequence[Candidate], opening: DraftScene, brief: TopicBrief
) -> list[Candidate]:
    fewest, most = SCENES[brief.effort]
    left = SECONDS[brief.effort] - seconds(opening) - 15
    kept: list[Candidate] = []
    used: Counter[int] = Counter()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.order)):
        cost = seconds(candidate.scene)
        if len(kept) == most - 2 or used[candidate.order] >= 2:  # noqa: PLR2004
            continue
        if cost <= left or len(kept) < fewest - 2:
            kept.append(candidate)
            used[candidate.order] += 1
            left -= cost
    return sorted(kept, key=lambda c: (c.order, -c.score))


def _opening(
    title: str, sections: Sequence[Section], weights: Counter[str], total: int, brief: TopicBrief
) -> DraftScene:
    paragraphs = [p for section in sections[:2] for p in section.paragraphs][:3]
    found = ranked(paragraphs, weights, title, brief.audience)
    lead = found[0].text if found and found[0].words <= 22 else ""  # noqa: PLR2004
    openers: dict[Tone, str] = {
        "casual": f"{spoken_text(title)}, in short.",
        "formal": f"This is a summary of {spoken_text(title)}.",
        "socratic": f"What is {spoken_text(title)} about?",
    }
    size = spoken_count(total, "word")
    said = f"{openers[brief.tone]} {lead} [[1]] What you hear is taken from the text itself, {size} long."
    visual = TitleCard(title=title, subtitle=short(lead, 80), note="Told from the text itself")
    return DraftScene(title=title, narration=" ".join(said.split()), visual=visual)


def _closing(
    chosen: Sequence[Candidate], sections: Sequence[Section], brief: TopicBrief
) -> DraftScene:
    best = list(dict.fromkeys(c.best for c in sorted(chosen, key=lambda c: -c.score)))[:_SENTENCES]
    points = [short(text, 60) for text in best] or ["Read it once more"]
    said = [sentence(spoken_short(spoken_text(text), 12)) for text in best] or [
        "Read it once more."
    ]
    left = len({id(s) for s in sections}) - len({c.order for c in chosen})
    if left > 0:
        said.append(sentence(f"{spoken_count(left, 'more section')} can be read in the text"))
        points.append(f"{left} more section{'s' * (left > 1)} in the text")
    opener = {"casual": "So, to wrap up.", "formal": "In summary.", "socratic": "What stays?"}
    marked = [f"[[{i}]] {text}" if i else text for i, text in enumerate(said)]
    narration = " ".join([opener[brief.tone], *marked])
    return DraftScene(
        title="What to Remember", narration=narration, visual=Recap(points=tuple(points))
    )


def about(texts: Mapping[str, str]) -> str:
    """Four to eight words in title case."""
    title = title_of({name: read_document(name, text) for name, text in texts.items()})
    words = [word[:1].upper() + word[1:] for word in title.rstrip("….!?:;").split()][:6]
    return (
        " ".join([*words, "in", "Short"])
        if len(words) > 1
        else " ".join(["The", "Text", *words, "in", "Short"])
    )
