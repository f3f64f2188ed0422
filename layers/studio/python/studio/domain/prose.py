"""Where sentences and clauses of a narration end."""

# ruff: noqa: SIM905 - lookalikes are the subject; a list of words reads well

from collections.abc import Iterator, Sequence
from typing import Final

_CLOSERS: Final = "\"')]}”’»*_"
_OPENERS: Final = "\"'([{“‘«*_"
_ABBREVIATIONS: Final = frozenset(
    "dr. mr. mrs. ms. prof. vs. e.g. i.e. cf. fig. eq. approx. inc. jr. sr.".split()
)


def bare_word(word: str) -> str:
    """Without the quotes and brackets that close after it."""
    return word.rstrip(_CLOSERS)


def ends_sentence(word: str, following: str | None = None) -> bool:
    """Whether `word` is the last of its sentence, given the word after it, if any."""
    bare = bare_word(word)
    if not bare.endswith((".", "!", "?", "…")):
        return False
    if following is None:
        return True
    if bare.lower().lstrip(_OPENERS) in _ABBREVIATIONS:
        return False
    return not following.lstrip(_OPENERS)[:1].islower()


def ends_clause(word: str) -> bool:
    bare = bare_word(word)
    return bare.endswith((",", ";", ":", "—", "–")) or bare == "-" or word.endswith(")")


def sentences(words: Sequence[str]) -> Iterator[range]:
    """Cut `words` at its sentence ends: ranges of indices that cover it in order."""
    begin = 0
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or ends_sentence(word, following):
            yield range(begin, index + 1)
            begin = index + 1
