"""Recompute every balance from its entries and its open jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from studio.domain.brief import AccountId
from studio.domain.credits import Hold
from studio.domain.errors import JobNotFound
from studio.domain.ledger import Entry, unsettled
from studio.domain.reconciliation import Drift, drift
from studio.ports import JobRepository, Ledger

LOOKS: Final = 5
"""An account that moved during every one of them is left for the next day."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`drifts` names the accounts whose books do not agree, `restless` those not looked at."""

    accounts: int
    drifts: dict[AccountId, Drift]
    restless: tuple[AccountId, ...]

    @property
    def drift(self) -> int:
        return sum(drift.total for drift in self.drifts.values())


@dataclass(frozen=True, slots=True)
class ReconcileCredits:
    jobs: JobRepository
    ledger: Ledger

    def __call__(self) -> Reconciliation:
        found = {account: self._of(account) for account in self.ledger.accounts()}
        return Reconciliation(
            accounts=len(found),
            drifts={account: seen for account, seen in found.items() if seen and seen.total},
            restless=tuple(account for account, seen in found.items() if seen is None),
        )

    def _of(self, account: AccountId) -> Drift | None:
        """None if the account never held still."""
        for _ in range(LOOKS):
            balance = self.ledger.balance(account)
            entries = list(self.ledger.entries(account))
            holds = list(self._open_holds(entries))
            if self.ledger.balance(account).version == balance.version:
                return drift(balance, entries, holds)
        return None

    def _open_holds(self, entries: Iterable[Entry]) -> Iterable[Hold]:
        for job_id in unsettled(entries):
            try:
                job = self.jobs.get(job_id)
            except JobNotFound:
                continue
            if job.hold is not None and not job.status.is_final:
                yield job.hold
