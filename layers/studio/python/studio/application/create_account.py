"""Open an account with a live, a test and a Kodisc key, shown this once."""

from dataclasses import dataclass
from typing import NamedTuple

from studio.application.issue_key import IssueKey
from studio.domain.account import Account, Person
from studio.domain.brief import AccountId
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
    issue_key: IssueKey
    clock: Clock
    randomness: Randomness

    def __call__(
        self,
        name: str,
        *,
        email: str | None = None,
        person: Person | None = None,
        webhook: str | None = None,
        **limits: int,
    ) -> NewAccount:
        """`webhook` is the Kodisc key's default URL; `limits` are fields of an account.

        Raises `ValueError` for an unusable webhook or limit, and `AccountConflict` if the person
        has an account.
        """
        webhook = checked(webhook) if webhook is not None else None
        fields = {"name": name, "email": email, "person": person, **limits}
        known = {"id": self.randomness.account_id(), "created_at": self.clock.now()}
        account = Account.model_validate(fields | known)
        live = self.issue_key(account.id, "live", name="live")
        test = self.issue_key(account.id, "test", name="test")
        kodisc = self.issue_key(account.id, "live", kind="kodisc", name="kodisc", webhook=webhook)
        self.accounts.add(account, [live.known, test.known, kodisc.known])
        return NewAccount(account.id, live.key, test.key, kodisc.key, kodisc.known.secret)
