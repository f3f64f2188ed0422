"""How accounts come to their end."""

from typing import Protocol

from studio.domain.brief import AccountId


class Erasures(Protocol):
    def ask(self, account_id: AccountId) -> None:
        """Have a closed account erased, some time after whatever it still does has ended."""
        ...
