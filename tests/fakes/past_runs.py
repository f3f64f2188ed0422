"""How long earlier jobs took, in memory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.domain.expectation import KEPT


@dataclass
class InMemoryPastRuns:
    runs: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def seconds(self, kind: str) -> Sequence[float]:
        return self.runs[kind][-KEPT:]

    def add(self, kind: str, seconds: float) -> None:
        self.runs[kind].append(seconds)
