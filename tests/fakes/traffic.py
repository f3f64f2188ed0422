"""Requests counted and orders paused, in memory."""

from collections import Counter
from dataclasses import dataclass, field

from studio.domain.brief import AccountId
from studio.domain.pause import Pause


@dataclass
class InMemoryTraffic:
    requests: Counter[tuple[AccountId, int]] = field(default_factory=Counter)
    paused: Pause | None = None
    broken: bool = False

    def count(self, account_id: AccountId, window: int) -> int | None:
        if self.broken:
            return None
        self.requests[account_id, window] += 1
        return self.requests[account_id, window]

    def pause(self) -> Pause | None:
        return self.paused

    def set_pause(self, pause: Pause | None) -> None:
        self.paused = pause
