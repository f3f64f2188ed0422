"""The books, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.domain.errors import BalanceConflict, EntryExists
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.ledger import Entry, Movement


@dataclass
class InMemoryLedger:
    balances: dict[AccountId, Balance] = field(default_factory=dict)
    entered: dict[AccountId, dict[str, Entry]] = field(default_factory=dict)
    claims: dict[str, IdempotencyClaim] = field(default_factory=dict)

    def balance(self, account_id: AccountId) -> Balance:
        return self.balances.get(account_id, Balance())

    def record(self, movement: Movement) -> None:
        self.check(movement)
        self.balances[movement.account] = movement.after
        mine = self.entered.setdefault(movement.account, {})
        mine.update({entry.id: entry for entry in movement.entries})

    def check(self, movement: Movement) -> None:
        if self.balance(movement.account).version != movement.before:
            raise BalanceConflict(movement.account)
        mine = self.entered.get(movement.account, {})
        if any(entry.id in mine for entry in movement.entries):
            raise EntryExists(movement.account)

    def entries(self, account_id: AccountId) -> Iterator[Entry]:
        yield from self.entered.get(account_id, {}).values()

    def forget(self, account_id: AccountId) -> None:
        self.balances.pop(account_id, None)
        self.entered.pop(account_id, None)
        self.claims = {id_: c for id_, c in self.claims.items() if c.account != account_id}

    def accounts(self) -> Iterator[AccountId]:
        yield from list(self.balances)

    def claim(self, account_id: AccountId, request: IdempotentRequest) -> IdempotencyClaim | None:
        return self.claims.get(f"{account_id}#{request.route}#{request.key}")
