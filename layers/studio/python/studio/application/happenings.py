"""Stamping what happened: the one place that makes timeline events."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from studio.domain.timeline import Happening, JobEvent, Progress
from studio.ports import Clock, Randomness


def moment(at: datetime) -> str:
    """How the id of every event that happened then begins; ids sort by it."""
    return f"{at:%Y%m%dT%H%M%S.%f}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Gives an event its time, and an id that sorts by it."""

    clock: Clock
    randomness: Randomness

    def __call__(
        self, happening: Happening, progress: Progress | None = None, **detail: JsonValue
    ) -> JobEvent:
        at = self.clock.now()
        return JobEvent(
            id=f"{moment(at)}-{self.randomness.entropy(2).hex()}",
            at=at,
            happening=happening,
            progress=progress,
            detail=detail,
        )
