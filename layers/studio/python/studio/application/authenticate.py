"""Who is calling: an API key in, its account and mode out."""

from dataclasses import dataclass

from studio.domain import api_key
from studio.domain.account import Caller, KeyKind
from studio.domain.errors import InvalidApiKey
from studio.ports import AccountRepository


@dataclass(frozen=True, slots=True)
class Authenticate:
    accounts: AccountRepository

    def __call__(self, key: str, *, kind: KeyKind = "chalkboard") -> Caller:
        """Raises `InvalidApiKey`, without a look at the database if malformed or another API's."""
        if api_key.kind_of(key) != kind:
            raise InvalidApiKey
        return self.accounts.caller(key)
