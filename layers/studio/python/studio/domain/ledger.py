"""Movements of credits: a balance's next state, and the immutable entries that explain it.

An account's entries add up to its balance, pocket by pocket. An entry's id can be
stored once: that is what makes a grant, a hold and a settlement happen once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId, JobId
from studio.domain.credits import Balance, Hold, month_of
from studio.domain.errors import BalanceConflict


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
        return self._movement(grant_entry(grant_id), after)

    def hold(self, job_id: JobId, credits_: int) -> tuple[Movement, Hold]:
        """Raises `InsufficientCredits`."""
        after, held = self._now.reserve(credits_)
        return self._movement(hold_entry(job_id), after), held

    def settle(self, job_id: JobId, held: Hold, charge: int) -> Movement:
        """Raises `InsufficientCredits` when the charge is above the hold and what is left.

        Raises `BalanceConflict` when the balance does not have the hold: it was read after
        somebody else had settled the job, so the job is to be read again.
        """
        if self.balance.held < held.total:
            raise BalanceConflict(self.account)
        after = self._now.settle(held, charge)
        return self._movement(settle_entry(job_id), after, charge=charge)

    @property
    def _now(self) -> Balance:
        return self.balance.in_month(month_of(self.at))

    def _movement(self, entry_id: str, after: Balance, *, charge: int = 0) -> Movement:
        now = self._now
        entries = [self._entry(entry_id, now, after, charge=charge)]
        if now.month != self.balance.month:
            entries.insert(0, self._entry(f"allowance#{now.month}", self.balance, now))
        return Movement(
            account=self.account,
            before=self.balance.version,
            after=after.model_copy(update={"version": self.balance.version + 1}),
            entries=tuple(entries),
        )

    def _entry(self, entry_id: str, before: Balance, after: Balance, *, charge: int = 0) -> Entry:
        return Entry(
            id=entry_id,
            at=self.at,
            free=after.free - before.free,
            paid=after.paid - before.paid,
            held=after.held - before.held,
            charge=charge,
        )
