"""Another attempt, a moment later, when somebody else was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from studio.domain.errors import Busy, StudioError
from studio.ports import Randomness

T = TypeVar("T")

ATTEMPTS: Final = 12
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 2.0
"""Seconds; 12 attempts wait 7 seconds on average, and less than 14 in all."""


@dataclass(frozen=True, slots=True)
class Insist:
    randomness: Randomness
    pause: Callable[[float], None]
    """Waits so many seconds."""

    def __call__(self, attempt: Callable[[], T], *, on: tuple[type[StudioError], ...]) -> T:
        """Raises `Busy` when every attempt lost its race."""
        for tried in range(ATTEMPTS):
            try:
                return attempt()
            except on:
                if tried < ATTEMPTS - 1:
                    self.pause(self._moment(tried))
        raise Busy

    def _moment(self, tried: int) -> float:
        """Anything up to a bound that doubles: those who collide must not meet again."""
        bound: float = min(_FIRST_PAUSE * 2**tried, _LONGEST_PAUSE)
        return bound * int.from_bytes(self.randomness.entropy(2)) / 2**16
