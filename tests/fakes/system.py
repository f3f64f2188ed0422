"""Time and chance that tests can tell."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from studio.application.insist import Insist
from studio.domain.brief import AccountId, JobId
from tests.builders import NOON


@dataclass
class SteppingClock:
    """A second later at every look."""

    at: datetime = NOON

    def now(self) -> datetime:
        now = self.at
        self.at += timedelta(seconds=1)
        return now


@dataclass
class CountingRandomness:
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def job_id(self) -> JobId:
        return JobId(f"job-{next(self.numbers)}")

    def account_id(self) -> AccountId:
        return AccountId(f"acct-{next(self.numbers)}")

    def entropy(self, size: int) -> bytes:
        return next(self.numbers).to_bytes(size)


def insist(pause: Callable[[float], None] = lambda seconds: None) -> Insist:
    """As in the product, without the waiting."""
    return Insist(CountingRandomness(), pause)
