"""The time, and what nobody can guess."""

from datetime import datetime
from typing import Protocol

from studio.domain.brief import AccountId, JobId


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, in UTC."""
        ...


class Randomness(Protocol):
    def job_id(self) -> JobId: ...
    def account_id(self) -> AccountId: ...
    def entropy(self, size: int) -> bytes:
        """Bytes nobody can guess."""
        ...
