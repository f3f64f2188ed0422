"""Samples that are only asked for."""

from dataclasses import dataclass, field

from studio.domain.narrators import NarratorId


@dataclass
class FakeSampleOrders:
    asked: list[NarratorId] = field(default_factory=list)

    def ask(self, narrator: NarratorId) -> None:
        self.asked.append(narrator)
