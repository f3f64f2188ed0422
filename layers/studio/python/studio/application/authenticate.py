"""Who is calling: an API key or a session's token in, its account and mode out."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

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
from studio.ports import AccountRepository, Clock, KeyIds, SignIns

_DOTS_OF_A_TOKEN: Final = 2
_LONGEST_TOKEN: Final = 8192


@dataclass(frozen=True, slots=True)
class Authenticate:
    accounts: AccountRepository
    key_ids: KeyIds
    sign_ins: SignIns
    clock: Clock

    def __call__(self, credential: str, *, kind: KeyKind = "chalkboard") -> Caller:
        """`kind` is the API that is called; only Chalkboard's takes tokens.

        Raises `InvalidApiKey`, without a look at the database if malformed or another API's,
        `AccountBanned` for whoever is known, and not welcome, and `SignInUnavailable`.
        """
        key_kind = api_key.kind_of(credential)
        if key_kind is None and kind == "chalkboard" and _is_a_token(credential):
            return self._session(credential)
        if key_kind != kind:
            raise InvalidApiKey
        key = self._key(credential)
        return key.caller(_welcome(self._account(key.account_id)))

    def _session(self, token: str) -> Caller:
        person = self.sign_ins.person(token)
        try:
            account = self.accounts.of_person(person)
        except AccountNotFound:
            raise InvalidApiKey from None
        return _welcome(account).session()

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

    def _account(self, account_id: AccountId) -> Account:
        try:
            return self.accounts.account(account_id)
        except AccountNotFound:
            raise InvalidApiKey from None


def _is_a_token(credential: str) -> bool:
    return credential.count(".") == _DOTS_OF_A_TOKEN and len(credential) <= _LONGEST_TOKEN


def _welcome(account: Account) -> Account:
    if account.closed_at is not None:
        raise InvalidApiKey
    if account.banned:
        raise AccountBanned
    return account
