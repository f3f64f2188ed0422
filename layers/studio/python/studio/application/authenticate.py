"""Who is calling: an API key in, its account and mode out."""

from dataclasses import dataclass

from studio.domain import api_key
from studio.domain.account import Caller
from studio.domain.errors import InvalidApiKey
from studio.ports import AccountRepository


@dataclass(frozen=True, slots=True)
class Authenticate:
    accounts: AccountRepository

    def __call__(self, key: str) -> Caller:
        """Raises `InvalidApiKey`, without asking the database when the key is malformed."""
        if api_key.mode_of(key) is None:
            raise InvalidApiKey
        return self.accounts.caller(key)
