"""Who calls."""

from collections.abc import Sequence
from typing import Protocol

from studio.domain.account import Account, ApiKey, KeyId, Person
from studio.domain.brief import AccountId


class AccountRepository(Protocol):
    """Accounts and their keys, both guarded by their versions: the first is 1."""

    def add(self, account: Account, keys: Sequence[ApiKey] = ()) -> None:
        """Raises `AccountConflict` if the account, its person or one of the keys is known."""
        ...

    def account(self, account_id: AccountId) -> Account:
        """Raises `AccountNotFound`."""
        ...

    def of_person(self, person: Person) -> Account:
        """Whose pages this person signs in to; raises `AccountNotFound`."""
        ...

    def save(self, account: Account) -> None:
        """Replace the version before; its person stays. Raises `AccountConflict`."""
        ...

    def key(self, key_id: KeyId) -> ApiKey:
        """Raises `ApiKeyNotFound`."""
        ...

    def keys_of(self, account_id: AccountId) -> Sequence[ApiKey]:
        """Every key it was ever given, newest first; one just made may be missing for a moment."""
        ...

    def add_key(self, key: ApiKey) -> None:
        """Raises `ApiKeyConflict` if there is one of this id."""
        ...

    def save_key(self, key: ApiKey) -> None:
        """Replace the version before; raises `ApiKeyConflict`."""
        ...

    def forget(self, account: Account) -> None:
        """Drop its keys, who signs in to it, and itself, in this order."""
        ...


class KeyIds(Protocol):
    """A key's id is a keyed hash of it, so that a key is found without being stored."""

    def __call__(self, key: str) -> KeyId: ...
