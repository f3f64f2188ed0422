"""What an account's owner does with it: reads it, sets it, takes everything along, ends it."""

from dataclasses import dataclass
from typing import NamedTuple

from studio.application.export_account import ExportAccount
from studio.application.insist import Insist
from studio.application.read_balance import ReadBalance
from studio.domain.account import Account, Preferences
from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.domain.errors import AccountConflict
from studio.ports import AccountRepository, Clock, Erasures


class Profile(NamedTuple):
    account: Account
    balance: Balance


@dataclass(frozen=True, slots=True)
class KeepAccount:
    accounts: AccountRepository
    balance: ReadBalance
    export: ExportAccount
    erasures: Erasures
    clock: Clock
    insist: Insist

    def read(self, account_id: AccountId) -> Profile:
        return Profile(self.accounts.account(account_id), self.balance(account_id))

    def change(self, account_id: AccountId, wanted: Preferences) -> Profile:
        """Change what was set in `wanted`, and leave the rest. Raises `Busy`."""
        self.insist(lambda: self._change(account_id, wanted), on=(AccountConflict,))
        return self.read(account_id)

    def close(self, account_id: AccountId) -> None:
        """Nobody gets in from now on, and everything it holds is on its way out. Raises `Busy`.

        The erasure is asked for first: one that finds the account still open does nothing.
        """
        self.erasures.ask(account_id)
        self.insist(lambda: self._close(account_id), on=(AccountConflict,))

    def _change(self, account_id: AccountId, wanted: Preferences) -> None:
        changes = wanted.model_dump(exclude_unset=True)
        self.accounts.save(self.accounts.account(account_id).changed(**changes))

    def _close(self, account_id: AccountId) -> None:
        account = self.accounts.account(account_id)
        if account.closed_at is None:
            self.accounts.save(account.changed(closed_at=self.clock.now()))
