"""How narrators are heard before a video is ordered."""

from typing import Protocol

from studio.domain.narrators import NarratorId


class SampleSpeaker(Protocol):
    def __call__(self, text: str, narrator: NarratorId) -> bytes:
        """A WAV file. Raises what voices raise."""
        ...


class SampleOrders(Protocol):
    def ask(self, narrator: NarratorId) -> None:
        """Have a sample spoken, without waiting for it; asking twice is fine."""
        ...
