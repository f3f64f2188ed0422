"""Flite's voices, through its C library: quick to start, 16 kHz."""

import ctypes as c
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import Any, Final, NamedTuple

from studio.domain.alignment import Token, marks_of
from studio.domain.errors import ProviderMisconfigured, UnusableVoice
from studio.domain.narrators import DEFAULT_NARRATOR
from studio.domain.recital import Take, recite
from studio.domain.sound import Sound
from studio.domain.voice import Speech

_LIBRARIES: Final = ("libflite.so.1", "libflite_usenglish.so.1", "libflite_cmulex.so.1")
_VOICE_LIBRARY: Final = "libflite_cmu_us_{speaker}.so.1"
_FEATURES_AT: Final = c.sizeof(c.c_char_p)
"""Where a voice keeps its features: after its name."""
_WORD_START: Final = b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"
_WORD_END: Final = b"R:SylStructure.daughtern.daughtern.R:Segment.end"


class _Wave(c.Structure):
    _fields_ = (
        ("type", c.c_char_p),
        ("rate", c.c_int),
        ("count", c.c_int),
        ("channels", c.c_int),
        ("samples", c.POINTER(c.c_short)),
    )


class Timbre(NamedTuple):
    """A speaker, and how much higher than they spoke."""

    speaker: str
    pitch: float = 1.0


NARRATORS: Final = {
    "alloy": Timbre("slt"),
    "aria": Timbre("slt", 0.87),
    "milo": Timbre("awb"),
    "reid": Timbre("rms"),
    "grace": Timbre("slt", 1.25),
}


class FliteVoice:
    """An American woman, for three narrators, an American and a Scottish man.

    The library keeps state between calls and is not safe for threads: one at a time.
    """

    _turn = Lock()

    def __init__(self, libraries: Sequence[str] = _LIBRARIES) -> None:
        self._libraries = libraries
        self._flite: _Flite | None = None

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        timbre = NARRATORS.get(narrator or "", NARRATORS[DEFAULT_NARRATOR.id])
        name = f"flite-{timbre.speaker}" + (f"-{timbre.pitch}" if timbre.pitch != 1 else "")
        return recite(name, narration, partial(self._say, timbre))

    def _say(self, timbre: Timbre, texts: Sequence[str]) -> Sequence[Take]:
        with self._turn:
            self._flite = self._flite or _Flite(self._libraries)
            return [self._flite.take(text, timbre) for text in texts]


class _Flite:
    """The few C functions of the library that are needed here."""

    def __init__(self, libraries: Sequence[str]) -> None:
        try:
            flite, *_ = (c.CDLL(name, mode=c.RTLD_GLOBAL) for name in libraries)
            speakers = {each.speaker for each in NARRATORS.values()}
            voices = {name: c.CDLL(_VOICE_LIBRARY.format(speaker=name)) for name in speakers}
        except OSError as error:
            raise ProviderMisconfigured(
                f"Flite is not installed: apt-get install libflite1 ({error})"
            ) from error
        pointer, text = c.c_void_p, c.c_char_p
        _declare(flite.flite_init, c.c_int)()
        self._voices = {
            name: _declare(library[f"register_cmu_us_{name}"], pointer, text)(None)
            for name, library in voices.items()
        }
        self._set_feature = _declare(flite.flite_feat_set_float, None, pointer, text, c.c_float)
        self._synthesize = _declare(flite.flite_synth_text, pointer, text, pointer)
        self._wave = _declare(flite.utt_wave, c.POINTER(_Wave), pointer)
        self._delete = _declare(flite.delete_utterance, None, pointer)
        self._relation = _declare(flite.utt_relation, pointer, pointer, text)
        self._head = _declare(flite.relation_head, pointer, pointer)
        self._next = _declare(flite.item_next, pointer, pointer)
        self._daughter = _declare(flite.item_daughter, pointer, pointer)
        self._seed = _declare(c.CDLL(None).srand, None, c.c_uint)
        self._string = _declare(flite.item_feat_string, text, pointer, text)
        self._number = _declare(flite.ffeature_float, c.c_float, pointer, text)

    def take(self, text: str, timbre: Timbre) -> Take:
        voice = self._voices[timbre.speaker]
        features = c.c_void_p.from_address(voice + _FEATURES_AT).value
        self._set_feature(features, b"f0_shift", timbre.pitch)
        self._seed(1)  # its breath is random noise; the same words shall sound the same
        utterance = self._synthesize(text.encode("ascii"), voice)
        if not utterance:
            raise UnusableVoice(f"Flite could not say {text[:60]!r}.")
        try:
            wave = self._wave(utterance).contents
            sound = Sound(c.string_at(wave.samples, 2 * wave.count), wave.rate)
            return Take(sound, tuple(marks_of(text, self._tokens(utterance))))
        finally:
            self._delete(utterance)

    def _tokens(self, utterance: int) -> Iterator[Token]:
        for token in self._items(self._head(self._relation(utterance, b"Token"))):
            words = list(self._items(self._daughter(token)))
            start = min((self._number(word, _WORD_START) for word in words), default=0.0)
            end = max((self._number(word, _WORD_END) for word in words), default=0.0)
            if end > start:
                yield Token(self._string(token, b"name").decode("ascii", "replace"), start, end)

    def _items(self, item: int | None) -> Iterator[int]:
        while item:
            yield item
            item = self._next(item)


def _declare(symbol: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    symbol.restype, symbol.argtypes = result, arguments
    function: Callable[..., Any] = symbol
    return function
