"""Who is calling: an API key in, its account and mode out."""

from contextlib import suppress
from dataclasses import dataclass

from studio.domain import api_key
from studio.domain.account import Account, ApiKey, Caller, KeyKind
from studio.domain.brief import AccountId
from studio.domain.errors import (
    AccountBanned,
    AccountNotFound,
    ApiKeyConflict,
    ApiKeyNotFound,
    InvalidApiKey,
)
from studio.ports import AccountRepository, Clock, KeyIds


@dataclass(frozen=True, slots=True)
class Authenticate:
    accounts: AccountRepository
    key_ids: KeyIds
    clock: Clock

    def __call__(self, credential: str, *, kind: KeyKind = "chalkboard") -> Caller:
        """Raises `InvalidApiKey`, without a look at the database if malformed or another API's.

        Raises `AccountBanned` for whoever is known, and not welcome.
        """
        if api_key.kind_of(credential) != kind:
            raise InvalidApiKey
        key = self._key(credential)
        return key.caller(self._welcome(key.account_id))

    def _key(self, credential: str) -> ApiKey:
        try:
            key = self.accounts.key(self.key_ids(credential))
        except ApiKeyNotFound:
            raise InvalidApiKey from None
        now = self.clock.now()
        if not key.is_active(now):
            raise InvalidApiKey
        used = key.used(now)
        if used is not key:
            with suppress(ApiKeyConflict):  # whoever was faster noted the same day
                self.accounts.save_key(used)
        return key

    def _welcome(self, account_id: AccountId) -> Account:
        try:
            account = self.accounts.account(account_id)
        except AccountNotFound:
            raise InvalidApiKey from None
        if account.closed_at is not None:
            raise InvalidApiKey
        if account.banned:
            raise AccountBanned
        return account
