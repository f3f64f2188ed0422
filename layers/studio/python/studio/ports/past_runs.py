"""How long earlier jobs took."""

from collections.abc import Sequence
from typing import Protocol


class PastRuns(Protocol):
    def seconds(self, kind: str) -> Sequence[float]:
        """Of the last runs of this kind, `domain.expectation.KEPT` at most, oldest first.

        Empty, too, when they cannot be read: no job waits for an estimate.
        """
        ...

    def add(self, kind: str, seconds: float) -> None:
        """Best effort: of two at once one may be lost, and so may one that cannot be stored."""
        ...
