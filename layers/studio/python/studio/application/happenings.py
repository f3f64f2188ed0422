"""Stamping what happened: the one place that makes timeline events."""

from dataclasses import dataclass

from pydantic import JsonValue

from studio.domain.timeline import Happening, JobEvent, Progress
from studio.ports import Clock, Randomness


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
            id=f"{at:%Y%m%dT%H%M%S.%f}-{self.randomness.entropy(2).hex()}",
            at=at,
            happening=happening,
            progress=progress,
            detail=detail,
        )
