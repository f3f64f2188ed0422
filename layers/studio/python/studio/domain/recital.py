"""A narration spoken sentence by sentence by a voice that knows only plain English text."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from studio.domain.alignment import Mark, align, utter
from studio.domain.errors import UnusableVoice
from studio.domain.pronunciation import plain_english
from studio.domain.prose import sentences
from studio.domain.sound import Sound, joined
from studio.domain.voice import Speech, VoiceTrack, Word

UNSPEAKABLE_SECONDS = 0.5
"""How long a narration lasts that has words but nothing to say, such as `…`."""
_PAUSE_SECONDS = 0.15
"""Silence after each sentence, besides what the voice itself leaves."""
_LONGEST_BREATH = 60
"""Words an engine is given at once, where no sentence ends sooner."""


class Take(NamedTuple):
    """One text as spoken; marks count characters of that text."""

    sound: Sound
    marks: tuple[Mark, ...]


Say = Callable[[Sequence[str]], Sequence[Take]]
"""Speaks some texts, each a sentence of printable ASCII, and returns one take for each."""


class _Breath(NamedTuple):
    words: Sequence[str]
    forms: Sequence[str]


def recite(voice: str, narration: str, say: Say) -> Speech:
    """Speak all of it; exactly one timed word per `narration.split()`."""
    words = spoken_words(narration)
    breaths = _breaths(words, plain_english(words))
    texts = [utter(breath.forms).text for breath in breaths]
    takes = iter(say([text for text in texts if text]) if any(texts) else ())
    sounds: list[Sound] = []
    timed: list[Word] = []
    clock = 0.0
    for breath, text in zip(breaths, texts, strict=True):
        sound, marks = next(takes) if text else (Sound(b"", 1), ())
        timed += [word.later(clock) for word in align(*breath, marks, sound.seconds)]
        if sound.samples:
            sounds += [sound, Sound.silence(_PAUSE_SECONDS, sound.rate)]
            clock += sounds[-2].seconds + sounds[-1].seconds
    if any(texts) and not sounds:
        raise UnusableVoice(f"{voice} answered without any sound.")
    return spoken(voice, sounds, timed)


def spoken_words(narration: str) -> list[str]:
    words = narration.split()
    if not words:
        raise UnusableVoice("There is nothing to say.")
    return words


def spoken(voice: str, sounds: Sequence[Sound], words: Sequence[Word]) -> Speech:
    """Sound as a speech; a short silence where nothing could be said."""
    sound = joined(sounds) if sounds else silence()
    track = VoiceTrack(
        voice=voice, media_type="audio/wav", seconds=sound.seconds, words=tuple(words)
    )
    return Speech(audio=sound.wav(), track=track)


def silence() -> Sound:
    return Sound.silence(UNSPEAKABLE_SECONDS, 24_000)


def _breaths(words: Sequence[str], forms: Sequence[str]) -> list[_Breath]:
    return [
        _Breath(words[begin:end], forms[begin:end])
        for sentence in sentences(words)
        for begin in range(sentence.start, sentence.stop, _LONGEST_BREATH)
        for end in [min(begin + _LONGEST_BREATH, sentence.stop)]
    ]
