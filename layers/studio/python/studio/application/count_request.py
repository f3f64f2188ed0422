"""Count a caller's request against the limit of its account."""

from dataclasses import dataclass

from studio.domain.account import Caller
from studio.domain.rate_limit import Quota, window_of
from studio.ports import Clock, RequestCounter


@dataclass(frozen=True, slots=True)
class CountRequest:
    counter: RequestCounter
    clock: Clock

    def __call__(self, caller: Caller) -> Quota | None:
        """What is left of the minute. None if nobody can tell: then the request goes ahead."""
        now = self.clock.now()
        count = self.counter.count(caller.account_id, window_of(now))
        if count is None:
            return None
        return Quota.after(count, limit=caller.requests_a_minute, at=now)
