"""Open an account with one live and one test key, shown this once."""

from dataclasses import dataclass
from typing import NamedTuple

from studio.domain import api_key
from studio.domain.account import Account
from studio.domain.brief import AccountId
from studio.domain.mode import Mode
from studio.ports import AccountRepository, Clock, Randomness


class NewAccount(NamedTuple):
    account_id: AccountId
    live: str
    test: str


@dataclass(frozen=True, slots=True)
class CreateAccount:
    accounts: AccountRepository
    clock: Clock
    randomness: Randomness

    def __call__(self, name: str) -> NewAccount:
        account = Account(id=self.randomness.account_id(), name=name, created_at=self.clock.now())
        live, test = self._key("live"), self._key("test")
        self.accounts.add(account, [live, test])
        return NewAccount(account.id, live, test)

    def _key(self, mode: Mode) -> str:
        return api_key.mint(mode, self.randomness.entropy(api_key.ENTROPY_BYTES))
