"""Take no orders for a while, and look whether that is so."""

from dataclasses import dataclass

from studio.domain.errors import ServicePaused
from studio.domain.pause import USUAL_SECONDS, Pause
from studio.ports import Clock, PauseSwitch


@dataclass(frozen=True, slots=True)
class EnsureOpen:
    switch: PauseSwitch

    def __call__(self) -> None:
        """Raises `ServicePaused`."""
        pause = self.switch.pause()
        if pause is not None:
            raise ServicePaused(pause.retry_after)


@dataclass(frozen=True, slots=True)
class PauseService:
    switch: PauseSwitch
    clock: Clock

    def __call__(
        self, *, paused: bool, retry_after: int = USUAL_SECONDS, reason: str = ""
    ) -> Pause | None:
        """Callers are told to come back after so many seconds. Raises `ValueError` for none."""
        pause = Pause(since=self.clock.now(), retry_after=retry_after, reason=reason)
        self.switch.set_pause(pause if paused else None)
        return self.switch.pause()
