"""What an account may spend now."""

from dataclasses import dataclass

from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class ReadBalance:
    ledger: Ledger
    clock: Clock

    def __call__(self, account_id: AccountId) -> Balance:
        """The balance now, with its month's allowance and what its day has spent."""
        return self.ledger.balance(account_id).at(self.clock.now())
