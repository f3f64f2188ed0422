"""Give an account credits, once per grant."""

from dataclasses import dataclass

from studio.application.insist import Insist
from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.domain.errors import AccountNotFound, BalanceConflict, EntryExists
from studio.domain.ledger import Books
from studio.ports import AccountRepository, Clock, Ledger


@dataclass(frozen=True, slots=True)
class GrantCredits:
    ledger: Ledger
    accounts: AccountRepository
    clock: Clock
    insist: Insist

    def __call__(
        self,
        account_id: AccountId,
        grant_id: str,
        *,
        paid: int = 0,
        free: int = 0,
        allowance: int | None = None,
    ) -> Balance:
        """Add to both pockets; a grant that was made before changes nothing.

        Free credits end with the month. `allowance` sets what the account gets for each month
        from the next one that begins for it, which for a new account is this one.

        Raises `ValueError` for a negative number, `AccountNotFound`, also for an account that was
        closed, and `Busy`.
        """
        if not grant_id or min(paid, free, allowance or 0) < 0:
            raise ValueError("a grant has an id, and takes nothing away")

        if self.accounts.account(account_id).closed_at is not None:
            raise AccountNotFound(account_id)

        def attempt() -> Balance:
            before = self.ledger.balance(account_id)
            if allowance is not None:
                before = before.model_copy(update={"allowance": allowance})
            books = Books(account_id, before, self.clock.now())
            movement = books.grant(grant_id, free=free, paid=paid)
            self.ledger.record(movement)
            return movement.after

        try:
            return self.insist(attempt, on=(BalanceConflict,))
        except EntryExists:
            return self.ledger.balance(account_id)
