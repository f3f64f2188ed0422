"""Splits prose into sentences and tells which of them matter."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from studio.adapters.offline_writer.speech import sentence, spoken_text
from studio.domain.brief import Audience

_ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof st vs etc e.g i.e eg ie ed eds al cf inc ltd co corp
    dept approx ca est jan feb mar apr jun jul aug sep sept oct nov dec u.s
    u.k a.m p.m ph.d""".split()  # noqa: SIM905 - a word list
)
_BEFORE_NUMBERS: Final = frozenset({"no", "nos", "fig", "figs", "vol", "p", "pp", "sec", "ch"})
_LEANS: Final = re.compile(
    r"(?:when|if|while|although|because|as|since|once|unless)\b[^,]*$", re.IGNORECASE
)
"""How a clause begins that says nothing without the one after it."""
_END: Final = re.compile(r"([.!?]+[\"')\]”’]*)(\s+)(?=[\"'(\[“‘]?[A-Z0-9])")
_STOP: Final = frozenset(
    """a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each even every few for from further
    had has have having he her here hers him his how i if in into is it its just like made make many
    may me more most much must my no nor not now of off often on once one only or other our out over
    own said same she should so some such than that the their them then there these they this those
    through to too two under until up upon use used uses using very was we well were what when where
    which while who whom why will with would you your""".split()  # noqa: SIM905 - a word list
)
_JOINTS: Final = frozenset(
    """after and at because before by during for from if in into on or over so than that through to
    under until when where which while with without""".split()  # noqa: SIM905 - a word list
)
_CUES: Final = re.compile(
    r"\b(?:important|key|main|mainly|most|because|therefore|thus|means|called|defined|is an?|"
    r"are the|in short|in summary|in other words|the reason|as a result|must|never|always|"
    r"unlike|instead)\b",
    re.IGNORECASE,
)
_LEANING: Final = re.compile(
    r"(?:this|that|these|those|it|they|he|she|however|but|and|so|also|then|such|here|there|again|"
    r"furthermore|moreover|for example|see)\b", re.IGNORECASE,
)  # fmt: skip
_CHATTER: Final = re.compile(
    r"^(?:see|oh|want|click|take a look|for more|please|note that you can|check out)\b|\bthe link\b"
    r"|\b(?:below|above)[.:]$", re.IGNORECASE,
)  # fmt: skip
FEWEST: Final = 4
MOST: Final = 30


@dataclass(frozen=True)
class Sentence:
    """Ready to be spoken, with where it stood and how much it matters."""

    text: str
    order: int
    score: float

    @property
    def words(self) -> int:
        return len(self.text.split())


def split(text: str) -> list[str]:
    """Sentences, minding abbreviations, initials and decimals."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()].rpartition(" ")[2].lstrip("(\"'").lower()
        initial = len(before) == 1 and before.isalpha() and before != "i"
        if match[1] == "." and (initial or _is_abbreviation(before, text[match.end()])):
            continue
        pieces.append(text[start : match.end(1)].strip())
        start = match.end()
    return [piece for piece in [*pieces, text[start:].strip()] if piece]


def _is_abbreviation(word: str, following: str) -> bool:
    return word in _ABBREVIATIONS or (word in _BEFORE_NUMBERS and following.isdigit())


def terms(text: str) -> list[str]:
    tokens = re.findall(r"[a-z][a-z'-]+", text.lower())
    return [_stem(token) for token in tokens if token not in _STOP and len(token) > 2]  # noqa: PLR2004


def _stem(token: str) -> str:
    for ending in ("'s", "ies", "ing", "ed", "es", "s"):
        if token.endswith(ending) and len(token) - len(ending) > 3:  # noqa: PLR2004
            return token.removesuffix(ending) + ("y" if ending == "ies" else "")
    return token


def frequencies(texts: Iterable[str]) -> Counter[str]:
    return Counter(term for text in texts for term in terms(text))


def ranked(
    paragraphs: Sequence[str], weights: Counter[str], heading: str, audience: Audience
) -> list[Sentence]:
    """Every speakable sentence, best first."""
    found: list[Sentence] = []
    wanted = set(terms(heading))
    for paragraph in paragraphs:
        for position, raw in enumerate(split(paragraph)):
            text = sentence(spoken_text(clean(raw)))
            if FEWEST <= len(text.split()) <= MOST:
                score = _score(raw, text, weights, wanted, audience) + 1.5 / (1 + position)
                found.append(Sentence(text, len(found), score))
    return sorted(found, key=lambda one: (-one.score, one.order))


def _score(
    raw: str, text: str, weights: Counter[str], wanted: set[str], audience: Audience
) -> float:
    found = terms(text)
    if not found:
        return -5.0
    most = max(weights.values(), default=1)
    points: float = 4 * sum(weights[term] for term in found) / most / len(found) ** 0.6
    points += 1.2 * bool(_CUES.search(text)) + 0.8 * len(wanted & set(found))
    points -= 1.5 * bool(_LEANING.match(text)) + 3.0 * text.endswith("?") + 2.0 * text.endswith(":")
    points -= 3.0 * bool(_CHATTER.search(text))
    points -= 0.05 * abs(len(text.split()) - 15) + 0.4 * len(re.findall(r"[`(\[|{]|https?:", raw))
    if audience == "beginner":
        points -= sum(len(word) > 11 for word in text.split()) * 0.4  # noqa: PLR2004
    if audience == "expert":
        points += 0.6 * bool(re.search(r"\d", text))
    return points


def clean(text: str) -> str:
    """Without Markdown, reStructuredText and HTML marks."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|</?[A-Za-z][^<>]*>", " ", text)
    text = re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"\[\^?\d+\]|\[citation needed\]", "", text)
    text = re.sub(r":[a-z]+:`~?([^`<]+)(?:\s*<[^`]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]+)\s*<[^`]*>`_+", r"\1", text)
    text = re.sub(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])", r"\1", text)
    return " ".join(text.split())


def short(text: str, most: int = 60) -> str:
    """A screen-sized version: the first clause that fits, never cut inside a word."""
    text = text.strip().rstrip(".!;:,")
    if len(text) <= most:
        return text
    for mark in (": ", "; ", " (", ", ", " because ", " which ", " so that ", " and "):
        head = text.partition(mark)[0]
        if most / 3 < len(head) <= most and not _LEANS.match(head):
            return head.rstrip(",;:")
    return text[: most - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def clause(text: str, most: int) -> str:
    """The sentence, or its first part if that can stand alone; nothing if neither is short."""
    if len(text.split()) <= most:
        return text
    parts = re.split(r"(?:[,;:]|\s(?:because|which|so that|although|while|where))\s", text)
    head = [] if _LEANS.match(parts[0]) else _without_loose_end(parts[0].split())
    return " ".join(head) if FEWEST <= len(head) <= most else ""


def _without_loose_end(words: list[str]) -> list[str]:
    """A sentence must not end in "of the"."""
    while words and words[-1].lower().strip(",;:") in _STOP:
        words = words[:-1]
    return words


def spoken_short(text: str, most: int) -> str:
    """At most so many words, ending where a clause does if that is possible."""
    words = text.split()
    if len(words) <= most:
        return text
    for end in range(most, most // 2, -1):
        if words[end - 1].endswith((",", ";", ":", ".")):
            return " ".join(words[:end]).rstrip(",;:")
    for end in range(most, max(most // 2, 2), -1):
        if words[end].lower() in _JOINTS and words[end - 1].lower() not in _STOP:
            return " ".join(words[:end])
    return " ".join(_without_loose_end(words[:most])).rstrip(",;:") or " ".join(words[:most])
