"""Which silences a pace puts between the words of a scene, and when everything is then heard."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from studio.domain.pacing import Pacing
from studio.domain.prose import bare_word, ends_sentence
from studio.domain.render import Pause, PauseKind
from studio.domain.voice import Word

_WORTH_INSERTING: Final = 0.01
"""Seconds; what nobody hears is not worth a cut."""


class Silence(NamedTuple):
    """A pause, and the word that is heard after it."""

    before: int
    pause: Pause


class Hearing:
    """When a scene's words are heard, in seconds after its voice begins."""

    def __init__(self, words: Sequence[Word], silences: Sequence[Silence], tempo: float) -> None:
        self._words, self._silences, self._tempo = words, silences, tempo

    def start(self, word: int) -> float:
        return self._heard(self._words[word].start, word)

    def words(self, offset: float) -> tuple[Word, ...]:
        """All of them, in a video in which the voice begins at `offset`."""
        return tuple(
            Word(
                text=word.text,
                start=offset + self.start(index),
                end=offset + self._heard(word.end, index),
            )
            for index, word in enumerate(self._words)
        )

    def _heard(self, seconds: float, word: int) -> float:
        inserted = sum(each.pause.seconds for each in self._silences if each.before <= word)
        return seconds / self._tempo + inserted


def silences(
    words: Sequence[Word], beats: Collection[int], pacing: Pacing, tempo: float
) -> tuple[Silence, ...]:
    """What is missing to the pace's silences between words; none before the first, none at the end.

    A word that takes no time, such as a sign nobody says, stays with the word before it.
    """
    return tuple(_silences(words, beats, pacing, tempo))


def _silences(
    words: Sequence[Word], beats: Collection[int], pacing: Pacing, tempo: float
) -> Iterator[Silence]:
    spoken = [index for index, word in enumerate(words) if word.end > word.start]
    for one, following in pairwise(spoken):
        texts = [word.text for word in words[one : following + 1]]
        kind = _kind(texts, beat=any(one < beat <= following for beat in beats), pacing=pacing)
        if kind is None:
            continue
        begin, end = min(words[one].end, words[following].start), words[following].start
        missing = round(_least(kind, pacing) - (end - begin) / tempo, 3)
        if missing >= _WORTH_INSERTING:
            pause = Pause(at=(begin + end) / 2, seconds=missing, gap=end - begin, kind=kind)
            yield Silence(following, pause)


def _kind(texts: Sequence[str], *, beat: bool, pacing: Pacing) -> PauseKind | None:
    """Why it is quiet between the first and the last of these words; the longest reason counts."""
    kinds: list[PauseKind] = ["beat"] if beat else []
    for text, following in pairwise(texts):
        bare = bare_word(text)
        if bare.endswith(":"):
            kinds.append("colon")
        elif ends_sentence(text, following):
            kinds.append("question" if "?" in bare[-2:] else "sentence")
    return max(kinds, key=lambda kind: _least(kind, pacing), default=None)


def _least(kind: PauseKind, pacing: Pacing) -> float:
    return {
        "sentence": pacing.sentence,
        "question": pacing.question,
        "colon": pacing.colon,
        "beat": pacing.beat,
    }[kind]
