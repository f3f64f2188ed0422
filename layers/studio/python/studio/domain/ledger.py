"""Movements of credits: a balance's next state, and the immutable entries that explain it.

An account's entries add up to its balance, pocket by pocket. An entry's id can be
stored once: that is what makes a grant, a hold and a settlement happen once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId, JobId
from studio.domain.credits import Balance, Hold
from studio.domain.errors import BalanceConflict
from studio.domain.usage import Usage


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Frozen):
    """What one happening changed, in credits more or fewer."""

    id: str
    at: datetime
    free: int = 0
    paid: int = 0
    held: int = 0
    charge: int = Field(default=0, ge=0, description="what a settled job cost")
    spent: int = Field(default=0, description="credits that `day` has spent more or fewer")
    day: str = Field(default="", description="the day, in UTC, that the job was held on")
    usage: Usage | None = Field(default=None, description="what a settled topic took of vendors")


class Movement(_Frozen):
    """One step of one account, stored whole or not at all."""

    account: AccountId
    before: int = Field(ge=0, description="the version of the balance it was computed from")
    after: Balance
    entries: tuple[Entry, ...]


def grant_entry(grant_id: str) -> str:
    return f"grant#{grant_id}"


def hold_entry(job_id: JobId) -> str:
    return f"hold#{job_id}"


def settle_entry(job_id: JobId) -> str:
    return f"settle#{job_id}"


def unsettled(entries: Iterable[Entry]) -> list[JobId]:
    """The jobs that have a hold and no settlement."""
    ids = {entry.id for entry in entries}
    jobs = [JobId(id_.removeprefix("hold#")) for id_ in ids if id_.startswith("hold#")]
    return sorted(job for job in jobs if settle_entry(job) not in ids)


@dataclass(frozen=True, slots=True)
class Books:
    """An account's balance at a moment, and the movements that may follow."""

    account: AccountId
    balance: Balance
    at: datetime

    def grant(self, grant_id: str, *, free: int, paid: int) -> Movement:
        after = self._now.grant(free=free, paid=paid)
        return self._movement(Entry(id=grant_entry(grant_id), at=self.at), after)

    def hold(self, job_id: JobId, credits_: int, *, cap: int) -> tuple[Movement, Hold]:
        """`cap` is the most that a day may spend.

        Raises `InsufficientCredits` and `DailyCapReached`.
        """
        after, held = self._now.reserve(credits_, cap=cap)
        told = Entry(id=hold_entry(job_id), at=self.at, spent=held.total, day=held.day)
        return self._movement(told, after), held

    def settle(
        self, job_id: JobId, held: Hold, charge: int, usage: Usage | None = None
    ) -> Movement:
        """Raises `InsufficientCredits` when the charge is above the hold and what is left.

        Raises `BalanceConflict` when the balance does not have the hold: it was read after
        somebody else had settled the job, so the job is to be read again.
        """
        if self.balance.held < held.total:
            raise BalanceConflict(self.account)
        after = self._now.settle(held, charge)
        spent = charge - held.total if held.day else 0
        told = Entry(
            id=settle_entry(job_id),
            at=self.at,
            charge=charge,
            spent=spent,
            day=held.day,
            usage=usage,
        )
        return self._movement(told, after)

    @property
    def _now(self) -> Balance:
        return self.balance.at(self.at)

    def _movement(self, told: Entry, after: Balance) -> Movement:
        now = self._now
        entries = [_moved(told, now, after)]
        if now.month != self.balance.month:
            renewed = Entry(id=f"allowance#{now.month}", at=self.at)
            entries.insert(0, _moved(renewed, self.balance, now))
        return Movement(
            account=self.account,
            before=self.balance.version,
            after=after.model_copy(update={"version": self.balance.version + 1}),
            entries=tuple(entries),
        )


def _moved(told: Entry, before: Balance, after: Balance) -> Entry:
    pockets = ("free", "paid", "held")
    deltas = {pocket: getattr(after, pocket) - getattr(before, pocket) for pocket in pockets}
    return told.model_copy(update=deltas)
