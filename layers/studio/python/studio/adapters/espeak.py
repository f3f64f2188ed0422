"""eSpeak NG through its C library: robotic, and by far the quickest."""

import ctypes as c
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from threading import Lock
from typing import Final

from studio.domain.alignment import Mark
from studio.domain.errors import ProviderMisconfigured, UnusableVoice
from studio.domain.narrators import DEFAULT_NARRATOR
from studio.domain.recital import Take, recite
from studio.domain.sound import Sound
from studio.domain.voice import Speech

_LIBRARY: Final = "libespeak-ng.so.1"
_SYNCHRONOUS: Final = 2
_UTF8_TEXT: Final = 1
_BY_CHARACTER: Final = 1
_RATE_PARAMETER: Final = 1
_WORDS_PER_MINUTE: Final = 160
_LIST_ENDS, _WORD_BEGINS = 0, 1
NARRATORS: Final = {
    "alloy": "en-us",
    "aria": "en-us+f2",
    "milo": "en-us+m7",
    "reid": "en-us+m8",
    "grace": "en-us+f4",
}
"""Its American voice, as it is and in four of the variants that come with it."""


class _Event(c.Structure):
    _fields_ = (
        ("type", c.c_int),
        ("unique", c.c_uint),
        ("text_position", c.c_int),
        ("length", c.c_int),
        ("milliseconds", c.c_int),
        ("sample", c.c_int),
        ("user", c.c_void_p),
        ("id", c.c_char * 8),
    )


_Callback = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))


class EspeakVoice:
    """American, 22 kHz; the default is male.

    The library is one engine per program: one voice speaks at a time, and what it
    said before tells in the sound, by some hundredths of a second.
    """

    _turn = Lock()

    def __init__(self, library: str = _LIBRARY) -> None:
        self._library = library
        self._engine: _Engine | None = None

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        variant = NARRATORS.get(narrator or "", NARRATORS[DEFAULT_NARRATOR.id])
        return recite(f"espeak-ng-{variant}", narration, partial(self._say, variant))

    def _say(self, variant: str, texts: Sequence[str]) -> Sequence[Take]:
        with self._turn:
            self._engine = self._engine or _Engine(self._library)
            self._engine.become(variant)
            return [self._engine.take(text) for text in texts]


class _Engine:
    def __init__(self, library: str) -> None:
        try:
            self._espeak = c.CDLL(library)
        except OSError as error:
            raise _missing(error) from error
        self._rate: int = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
        if self._rate <= 0:
            raise _missing("its voices are not there")
        self._samples = bytearray()
        self._begins: list[tuple[int, float]] = []
        self._callback = _Callback(self._hear)
        self._espeak.espeak_SetSynthCallback(self._callback)

    def become(self, variant: str) -> None:
        if self._espeak.espeak_SetVoiceByName(variant.encode()) != 0:
            raise _missing(f"its voice {variant} is not there")
        self._espeak.espeak_SetParameter(_RATE_PARAMETER, _WORDS_PER_MINUTE, 0)

    def take(self, text: str) -> Take:
        self._samples.clear()
        self._begins.clear()
        raw = text.encode()
        failed = self._espeak.espeak_Synth(
            raw, c.c_size_t(len(raw) + 1), 0, _BY_CHARACTER, 0, _UTF8_TEXT, None, None
        )
        if failed:
            raise UnusableVoice(f"eSpeak NG could not say {text[:60]!r}.")
        sound = Sound(bytes(self._samples), self._rate)
        return Take(sound, tuple(_marks(self._begins, sound.seconds)))

    def _hear(self, samples: "c._Pointer[c.c_short]", count: int, events: Iterable[_Event]) -> int:
        if samples and count > 0:
            self._samples += c.string_at(samples, 2 * count)
        for event in events:
            if event.type == _LIST_ENDS:
                break
            if event.type == _WORD_BEGINS:
                self._begins.append((event.text_position - 1, event.milliseconds / 1000))
        return 0


def _marks(begins: Sequence[tuple[int, float]], seconds: float) -> Iterator[Mark]:
    """A word lasts until the next one begins."""
    for (offset, start), (_, end) in pairwise([*begins, (0, seconds)]):
        yield Mark(offset, start, end)


def _missing(why: object) -> ProviderMisconfigured:
    return ProviderMisconfigured(
        f"eSpeak NG is not installed: apt-get install libespeak-ng1 espeak-ng-data ({why})"
    )
