"""Who calls."""

from collections.abc import Mapping
from typing import Protocol

from studio.domain.account import Account, ApiKey, Caller, KeyId


class AccountRepository(Protocol):
    def add(self, account: Account, keys: Mapping[str, ApiKey]) -> None:
        """Store an account, and by its keys, which stay keyed hashes, what is known of them."""
        ...

    def caller(self, key: str) -> Caller:
        """Raises `InvalidApiKey`."""
        ...

    def key(self, key_id: KeyId) -> ApiKey:
        """Raises `ApiKeyNotFound`."""
        ...
