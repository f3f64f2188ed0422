"""Amazon Polly's voices, with the time of every word from its speech marks.

Its neural and long-form engines have speech marks, its generative one has none.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
)

from studio.domain.alignment import Mark, align, utter
from studio.domain.errors import (
    ProviderMisconfigured,
    ProviderUnavailable,
    StudioError,
    UnusableVoice,
)
from studio.domain.mp3 import Mp3, read_mp3
from studio.domain.narrators import DEFAULT_NARRATOR, NarratorId
from studio.domain.pronunciation import natural_english
from studio.domain.prose import sentences
from studio.domain.recital import spoken, spoken_words
from studio.domain.sound import Sound
from studio.domain.voice import Speech, VoiceTrack, Word

if TYPE_CHECKING:
    from mypy_boto3_polly import PollyClient
    from mypy_boto3_polly.literals import EngineType, VoiceIdType


class Reader(NamedTuple):
    voice: "VoiceIdType"
    engine: "EngineType"


NARRATORS: Final[dict[str, Reader]] = {
    "alloy": Reader("Joanna", "neural"),
    "aria": Reader("Ruth", "neural"),
    "milo": Reader("Stephen", "neural"),
    "reid": Reader("Gregory", "neural"),
    "grace": Reader("Danielle", "neural"),
}
"""Three of them read on the long-form engine, too: few regions have it, it asks six times as much,
twice over where words are timed, and that is more than a premium narrator costs."""
_MOST_CHARACTERS: Final = 3000
"""Polly's limit on what one request may speak."""
_SAMPLE_RATE: Final = 16_000
"""The most that Polly offers without compression."""
_PASSING: Final = (
    *("Throttl", "TooManyRequests", "RequestLimit", "RequestTimeout"),
    *("ServiceFailure", "ServiceUnavailable", "InternalFailure"),
)
_OUR_TEXT: Final = frozenset({"TextLengthExceededException", "InvalidSsmlException"})
_SERVER_ERROR: Final = 500


class PollyVoice:
    def __init__(self, client: "PollyClient") -> None:
        self._client = client

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        words = spoken_words(narration)
        forms = natural_english(words)
        if not any(forms):
            return spoken("polly", (), align(words, forms, (), 0.0))
        reader = NARRATORS.get(narrator or "", NARRATORS[DEFAULT_NARRATOR.id])
        stream, clock = b"", 0.0
        timed: list[Word] = []
        for batch in _batches(words, forms):
            said = forms[batch.start : batch.stop]
            sound, marks = self._take(utter(said).text, reader)
            aligned = align(words[batch.start : batch.stop], said, marks, sound.seconds)
            timed += [word.later(clock) for word in aligned]
            stream += sound.stream
            clock += sound.seconds
        name = f"polly-{reader.voice}-{reader.engine}"
        track = VoiceTrack(voice=name, media_type="audio/mpeg", seconds=clock, words=tuple(timed))
        return Speech(audio=stream, track=track)

    def _take(self, text: str, reader: Reader) -> tuple[Mp3, list[Mark]]:
        if not text:
            return Mp3(b"", 0.0), []
        with _our_errors():
            audio = self._client.synthesize_speech(
                Engine=reader.engine,
                VoiceId=reader.voice,
                Text=text,
                OutputFormat="mp3",
                SampleRate="24000",
            )["AudioStream"].read()
            marks = self._client.synthesize_speech(
                Engine=reader.engine,
                VoiceId=reader.voice,
                Text=text,
                OutputFormat="json",
                SpeechMarkTypes=["sentence", "word"],
            )["AudioStream"].read()
        try:
            sound = read_mp3(audio)
            return sound, list(_marks(text, marks, sound.seconds))
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableVoice(f"Polly's answer cannot be read: {error}") from error


class PollySamples:
    """WAV, which Polly does not write itself, and no times."""

    def __init__(self, client: "PollyClient") -> None:
        self._client = client

    def __call__(self, text: str, narrator: NarratorId) -> bytes:
        reader = NARRATORS[narrator]
        with _our_errors():
            samples = self._client.synthesize_speech(
                Engine=reader.engine,
                VoiceId=reader.voice,
                Text=text,
                OutputFormat="pcm",
                SampleRate=str(_SAMPLE_RATE),
            )["AudioStream"].read()
        return Sound(samples, _SAMPLE_RATE).wav()


def _marks(text: str, lines: bytes, seconds: float) -> Iterator[Mark]:
    """Word marks; their offsets count bytes of UTF-8. A word lasts until the next mark."""
    marks = [mark for mark in map(json.loads, lines.splitlines()) if mark["type"] == "word"]
    begins = [(int(mark["start"]), mark["time"] / 1000) for mark in marks]
    raw = text.encode()
    for (offset, start), (_, end) in pairwise([*begins, (0, seconds)]):
        yield Mark(len(raw[:offset].decode(errors="ignore")), start, end)


def _batches(words: Sequence[str], forms: Sequence[str]) -> Iterator[range]:
    """As many sentences at once as Polly takes; of a longer one, as many words."""
    begin = size = 0
    for unit in _units(words, forms):
        length = _length(forms, unit)
        if size and size + length > _MOST_CHARACTERS:
            yield range(begin, unit.start)
            begin, size = unit.start, 0
        size += length
    yield range(begin, len(words))


def _units(words: Sequence[str], forms: Sequence[str]) -> Iterator[range]:
    for sentence in sentences(words):
        if _length(forms, sentence) <= _MOST_CHARACTERS:
            yield sentence
        else:
            yield from (range(index, index + 1) for index in sentence)


def _length(forms: Sequence[str], words: range) -> int:
    return sum(len(forms[index]) + 1 for index in words)


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise _meaning(error) from error
    except (NoCredentialsError, PartialCredentialsError, NoRegionError) as error:
        raise ProviderMisconfigured(f"Polly cannot be called: {error}") from error
    except (BotoCoreError, OSError) as error:
        raise ProviderUnavailable(f"Polly could not be reached: {error}") from error


def _meaning(error: ClientError) -> StudioError:
    code = error.response.get("Error", {}).get("Code", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code.startswith(_PASSING) or status >= _SERVER_ERROR:
        return ProviderUnavailable(f"Polly is busy: {code}")
    if code in _OUR_TEXT:
        return UnusableVoice(f"Polly does not take this text: {code}")
    return ProviderMisconfigured(f"Polly refuses: {error}")
