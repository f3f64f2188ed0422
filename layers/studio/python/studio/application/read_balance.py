"""What an account may spend now."""

from dataclasses import dataclass

from studio.domain.brief import AccountId
from studio.domain.credits import Balance, month_of
from studio.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class ReadBalance:
    ledger: Ledger
    clock: Clock

    def __call__(self, account_id: AccountId) -> Balance:
        """The balance with this month's allowance, whether or not any of it was used yet."""
        return self.ledger.balance(account_id).in_month(month_of(self.clock.now()))
