"""Accounts and their keys, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.domain.account import Account, ApiKey, Caller, KeyId
from studio.domain.errors import ApiKeyNotFound, InvalidApiKey


@dataclass
class InMemoryAccounts:
    accounts: list[Account] = field(default_factory=list)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    looked_up: int = 0

    def add(self, account: Account, keys: Mapping[str, ApiKey]) -> None:
        self.accounts.append(account)
        self.keys |= keys

    def caller(self, key: str) -> Caller:
        self.looked_up += 1
        if key not in self.keys:
            raise InvalidApiKey
        return self.keys[key].caller()

    def key(self, key_id: KeyId) -> ApiKey:
        for known in self.keys.values():
            if known.id == key_id:
                return known
        raise ApiKeyNotFound(key_id)
