"""Where credits are kept."""

from collections.abc import Iterator
from typing import Protocol

from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.ledger import Entry, Movement


class Ledger(Protocol):
    def balance(self, account_id: AccountId) -> Balance:
        """As stored last; an account that nobody moved yet has one of version 0."""
        ...

    def record(self, movement: Movement) -> None:
        """Store the balance and its entries, or nothing.

        Raises `BalanceConflict` unless the balance is still of the version before, and
        `EntryExists` if an entry is there already, in this order.
        """
        ...

    def entries(self, account_id: AccountId) -> Iterator[Entry]: ...

    def forget(self, account_id: AccountId) -> None:
        """Drop its balance, entries and claims."""
        ...

    def accounts(self) -> Iterator[AccountId]:
        """Every account that has a balance."""
        ...

    def claim(self, account_id: AccountId, request: IdempotentRequest) -> IdempotencyClaim | None:
        """Who has the request's key on its route, expired or not."""
        ...
