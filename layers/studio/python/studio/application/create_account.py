"""Open an account with a live, a test and a Kodisc key, shown this once."""

from dataclasses import dataclass
from typing import NamedTuple

from studio.domain import api_key
from studio.domain.account import Account, ApiKey, KeyKind
from studio.domain.brief import AccountId
from studio.domain.mode import Mode
from studio.domain.webhook_url import checked
from studio.ports import AccountRepository, Clock, Randomness


class NewAccount(NamedTuple):
    account_id: AccountId
    live: str
    test: str
    kodisc: str
    kodisc_webhook_secret: str


@dataclass(frozen=True, slots=True)
class CreateAccount:
    accounts: AccountRepository
    clock: Clock
    randomness: Randomness

    def __call__(self, name: str, *, webhook: str | None = None) -> NewAccount:
        """`webhook` is the Kodisc key's default URL; raises `ValueError` if it is unusable."""
        webhook = checked(webhook) if webhook is not None else None
        account = Account(id=self.randomness.account_id(), name=name, created_at=self.clock.now())
        live, live_known = self._key(account, "live")
        test, test_known = self._key(account, "test")
        kodisc, kodisc_known = self._key(account, "live", kind="kodisc", webhook=webhook)
        known = {live: live_known, test: test_known, kodisc: kodisc_known}
        self.accounts.add(account, known)
        return NewAccount(account.id, live, test, kodisc, kodisc_known.secret)

    def _key(
        self,
        account: Account,
        mode: Mode,
        *,
        kind: KeyKind = "chalkboard",
        webhook: str | None = None,
    ) -> tuple[str, ApiKey]:
        key = api_key.mint(mode, self.randomness.entropy(api_key.ENTROPY_BYTES), kind=kind)
        known = ApiKey(
            id=api_key.new_id(self.randomness.entropy),
            account_id=account.id,
            kind=kind,
            mode=mode,
            prefix=api_key.display_prefix(key),
            webhook=webhook,
            secret=api_key.new_secret(self.randomness.entropy),
        )
        return key, known
