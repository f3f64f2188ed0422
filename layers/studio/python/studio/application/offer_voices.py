"""Which narrators there are, and how each sounds."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from studio.application.artifacts import voice_sample_key
from studio.domain.errors import ArtifactNotFound, NarratorNotFound, SampleNotReady
from studio.domain.narrators import NARRATORS, Narrator, NarratorId, narrator_called
from studio.ports import ArtifactStore, Clock, SampleOrders

_PATIENCE: Final = timedelta(seconds=30)
"""How long a sample that was asked for is not asked for again."""


@dataclass(frozen=True, slots=True)
class OfferVoices:
    artifacts: ArtifactStore
    orders: SampleOrders
    clock: Clock
    provider: str
    """Whose voices the narrators are."""
    _asked: dict[NarratorId, datetime] = field(default_factory=dict)

    def every(self) -> tuple[Narrator, ...]:
        return NARRATORS

    def sample(self, name: str) -> bytes:
        """A WAV file. Raises `NarratorNotFound`, or `SampleNotReady` until it was spoken."""
        narrator = narrator_called(name)
        if narrator is None:
            raise NarratorNotFound
        try:
            return self.artifacts.get(voice_sample_key(self.provider, narrator.id))
        except ArtifactNotFound as error:
            self._ask(narrator.id)
            raise SampleNotReady from error

    def _ask(self, narrator: NarratorId) -> None:
        now = self.clock.now()
        before = self._asked.get(narrator)
        if before is None or now - before > _PATIENCE:
            self._asked[narrator] = now
            self.orders.ask(narrator)
