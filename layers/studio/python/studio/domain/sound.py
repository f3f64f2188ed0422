"""Uncompressed mono sound: 16-bit samples at some rate."""

import io
import wave
from collections.abc import Sequence
from typing import NamedTuple, Self

_BYTES = 2


class Sound(NamedTuple):
    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) // _BYTES / self.rate

    @classmethod
    def silence(cls, seconds: float, rate: int) -> Self:
        return cls(bytes(round(seconds * rate) * _BYTES), rate)

    @classmethod
    def read(cls, wav: bytes) -> Self:
        """Raises `ValueError` for anything but mono 16-bit WAV."""
        try:
            with wave.open(io.BytesIO(wav)) as reader:
                if (reader.getnchannels(), reader.getsampwidth()) != (1, _BYTES):
                    raise ValueError("not mono 16-bit sound")
                return cls(reader.readframes(reader.getnframes()), reader.getframerate())
        except (wave.Error, EOFError) as error:
            raise ValueError(f"not a WAV file: {error}") from error

    def wav(self) -> bytes:
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(_BYTES)
            writer.setframerate(self.rate)
            writer.writeframes(self.samples)
        return file.getvalue()


def joined(sounds: Sequence[Sound]) -> Sound:
    """One after the other; all of one rate."""
    rates = {sound.rate for sound in sounds}
    if len(rates) != 1:
        raise ValueError(f"sounds of rates {sorted(rates)} do not join")
    return Sound(b"".join(sound.samples for sound in sounds), rates.pop())
