"""How often an account may call: so many requests in every minute of the clock."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple, Self

WINDOW: Final = timedelta(minutes=1)
_SECONDS: Final = int(WINDOW.total_seconds())


def window_of(at: datetime) -> int:
    """The number of the minute, from the beginning of Unix time."""
    return int(at.timestamp()) // _SECONDS


class Quota(NamedTuple):
    """What a request left of its minute."""

    limit: int
    remaining: int
    reset: int
    """Seconds until the next minute begins, 1 to 60."""
    exceeded: bool

    @classmethod
    def after(cls, count: int, *, limit: int, at: datetime) -> Self:
        """After the minute's `count`-th request."""
        reset = _SECONDS - int(at.timestamp()) % _SECONDS
        return cls(limit, max(limit - count, 0), reset, count > limit)
