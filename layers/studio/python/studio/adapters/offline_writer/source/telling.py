"""Turns remarks into spoken sentences that fit one scene."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from studio.adapters.offline_writer.manner import MAX_WORDS
from studio.adapters.offline_writer.source.piece import Piece, Remark
from studio.adapters.offline_writer.speech import sentence, spoken_name
from studio.domain.brief import Audience, Tone

MAX_REMARKS: Final = 4
_TELLING: Final = 4
_COMPLEX: Final = 5
_TERMS: Final = (
    ("goes through", "That is a loop: code that repeats."),
    ("keeps going", "That is a loop: code that repeats."),
    ("calls itself", "That is called recursion."),
    ("yields", "To yield is to hand results over one at a time."),
    ("raises", "Raising an error means stopping to report a problem."),
)
_QUESTIONS: Final = ("what does {} do?", "and {}?", "what is {} for?", "how does {} work?")
_LEADS: Final = ("we examine {}", "next comes {}", "we turn to {}", "then there is {}")
_INTERNAL: Final = "_"


@dataclass
class Teller:
    """Remembers which terms a beginner has already been told."""

    audience: Audience
    tone: Tone
    told: set[str] = field(default_factory=set)
    introduced: int = -1

    def introduce(self, piece: Piece) -> str:
        name = spoken_name(piece.short_name)
        parts = [*self._opening(piece, name), *self._depth(piece)]
        if piece.kind == "function" and self._beginner_learns("function"):
            parts.append("A function is a named piece of work.")
        if piece.kind == "class" and self._beginner_learns("class"):
            parts.append("A class is a blueprint for objects.")
        return " ".join(part for part in map(sentence, parts) if part)

    def _opening(self, piece: Piece, name: str) -> list[str]:
        takes = piece.takes or ("does its work in order" if piece.kind == "section" else "")
        kind = _kind(piece)
        said = [part for part in (piece.summary, piece.gives and f"it {piece.gives}") if part]
        subject = name if piece.kind == "section" else f"the {kind} {name}"
        self.introduced += 1
        if self.tone == "socratic":
            question = _QUESTIONS[self.introduced % len(_QUESTIONS)].format(subject)
            return [question, f"it {takes}" if takes else "", *said]
        if self.tone == "formal":
            lead = _LEADS[self.introduced % len(_LEADS)].format(subject)
            return [lead, f"it {takes}" if takes else "", *said]
        return [f"{subject} {takes}" if takes else f"here is {subject}", *said]

    def _depth(self, piece: Piece) -> list[str]:
        if self.audience != "expert" or piece.branches < _COMPLEX:
            return []
        return [f"its cyclomatic complexity is {piece.branches + 1}"]

    def _beginner_learns(self, term: str) -> bool:
        new = self.audience == "beginner" and term not in self.told
        self.told.add(term)
        return new

    def narrate(self, intro: str, remarks: Sequence[Remark]) -> str:
        """The introduction, then each remark behind its cue mark."""
        spoken = [intro]
        count = len(intro.split())
        for number, remark in enumerate(remarks, start=1):
            said = _connected(remark.said, number, last=number == len(remarks))
            if "the comment explains" in spoken[-1].lower():
                said = said.replace("The comment explains", "Another comment says")
            count += len(said.split())
            explained = self._explained(remark.said, MAX_WORDS - count - _rest(remarks[number:]))
            count += len(explained.split())
            spoken.append(f"[[{number}]] {said} {explained}".rstrip())
        return " ".join(part for part in spoken if part)

    def _explained(self, said: str, room: int) -> str:
        for term, meaning in _TERMS:
            if term in said and len(meaning.split()) <= room and meaning not in self.told:
                return meaning if self._beginner_learns(meaning) else ""
        return ""


def _kind(piece: Piece) -> str:
    internal = piece.short_name.startswith(_INTERNAL) and not piece.short_name.startswith("__")
    return f"{'internal ' if internal else ''}{piece.noun or piece.kind}"


def _rest(remarks: Sequence[Remark]) -> int:
    return sum(len(remark.said.split()) + 1 for remark in remarks)


def _connected(said: str, number: int, *, last: bool) -> str:
    if not said.startswith("it "):
        return sentence(said)
    if last and number > 1 and said.startswith(("it returns", "it yields")):
        return sentence(f"finally, {said}")
    if number == 1:
        return sentence(said if last else f"first, {said}")
    return sentence(f"then {said}")


def best_remarks(remarks: Sequence[Remark], budget: int) -> list[Remark]:
    """The weightiest remarks that fit, in reading order, none repeating another."""
    chosen: list[Remark] = []
    telling = [remark for remark in remarks if remark.weight >= _TELLING]
    for remark in sorted(
        telling if len(telling) > 1 else remarks, key=lambda r: (-r.weight, r.first)
    ):
        cost = len(remark.said.split()) + 1
        if (
            len(chosen) < MAX_REMARKS
            and cost <= budget
            and not any(_same(remark, o) for o in chosen)
        ):
            chosen.append(remark)
            budget -= cost
    return sorted(chosen, key=lambda r: (r.first, -r.last))


def _same(one: Remark, other: Remark) -> bool:
    """They tell of the same lines, or one's words are in the other's."""
    if (one.first, one.last) == (other.first, other.last):
        return True
    left, right = one.said.lower(), other.said.lower()
    return one.note.lower() in right or other.note.lower() in left
