"""Accounts and their keys, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.domain import api_key
from studio.domain.account import Account, ApiKey, KeyId, Person
from studio.domain.brief import AccountId
from studio.domain.errors import (
    AccountConflict,
    AccountNotFound,
    ApiKeyConflict,
    ApiKeyNotFound,
)


def key_ids(key: str) -> KeyId:
    return api_key.id_of(key, pepper="pepper")


@dataclass
class InMemoryAccounts:
    accounts: dict[AccountId, Account] = field(default_factory=dict)
    people: dict[Person, AccountId] = field(default_factory=dict)
    keys: dict[KeyId, ApiKey] = field(default_factory=dict)
    reads: int = 0

    def add(self, account: Account, keys: Sequence[ApiKey] = ()) -> None:
        known = account.id in self.accounts or account.person in self.people
        if known or any(key.id in self.keys for key in keys):
            raise AccountConflict(account.id)
        self.accounts[account.id] = account
        if account.person is not None:
            self.people[account.person] = account.id
        self.keys |= {key.id: key for key in keys}

    def account(self, account_id: AccountId) -> Account:
        self.reads += 1
        if account_id not in self.accounts:
            raise AccountNotFound(account_id)
        return self.accounts[account_id]

    def of_person(self, person: Person) -> Account:
        self.reads += 1
        if person not in self.people:
            raise AccountNotFound(person)
        return self.account(self.people[person])

    def save(self, account: Account) -> None:
        before = self.accounts.get(account.id)
        if before is None or before.version != account.version - 1:
            raise AccountConflict(account.id)
        self.accounts[account.id] = account

    def key(self, key_id: KeyId) -> ApiKey:
        self.reads += 1
        if key_id not in self.keys:
            raise ApiKeyNotFound(key_id)
        return self.keys[key_id]

    def keys_of(self, account_id: AccountId) -> Sequence[ApiKey]:
        mine = [key for key in self.keys.values() if key.account_id == account_id]
        return sorted(mine, key=lambda key: (key.created_at, key.id), reverse=True)

    def add_key(self, key: ApiKey) -> None:
        if key.id in self.keys:
            raise ApiKeyConflict(key.id)
        self.keys[key.id] = key

    def save_key(self, key: ApiKey) -> None:
        before = self.keys.get(key.id)
        if before is None or before.version != key.version - 1:
            raise ApiKeyConflict(key.id)
        self.keys[key.id] = key

    def forget(self, account: Account) -> None:
        self.keys = {id_: key for id_, key in self.keys.items() if key.account_id != account.id}
        self.people = {who: mine for who, mine in self.people.items() if mine != account.id}
        self.accounts.pop(account.id, None)
