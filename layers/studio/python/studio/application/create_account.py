"""Open an account with a live, a test and a Kodisc key, and let its owner sign in."""

import base64
from dataclasses import dataclass
from typing import NamedTuple

from studio.application.issue_key import IssueKey, KeyWanted
from studio.domain.account import Account, Person
from studio.domain.brief import AccountId
from studio.domain.errors import AccountExists, AccountNotFound
from studio.domain.webhook_url import checked
from studio.ports import AccountRepository, Clock, People, Randomness


class NewAccount(NamedTuple):
    """What is shown this once; `password` is there if somebody was let in."""

    account_id: AccountId
    live: str
    test: str
    kodisc: str
    kodisc_webhook_secret: str
    password: str | None = None


@dataclass(frozen=True, slots=True)
class CreateAccount:
    accounts: AccountRepository
    people: People
    issue_key: IssueKey
    clock: Clock
    randomness: Randomness

    def __call__(
        self,
        name: str,
        *,
        email: str | None = None,
        password: str | None = None,
        webhook: str | None = None,
        **limits: int,
    ) -> NewAccount:
        """`webhook` is the Kodisc key's default URL; `limits` are fields of an account.

        Whoever has the e-mail address may sign in with the password, or with a temporary one.
        Nothing is there before all of it is, so this can be tried again.

        Raises `ValueError` for an unusable webhook, limit or password, and `AccountExists` if the
        person has an account.
        """
        email = email.strip().lower() if email is not None else None
        webhook = checked(webhook) if webhook is not None else None
        known = {"id": self.randomness.account_id(), "created_at": self.clock.now()}
        account = Account.model_validate({"name": name, "email": email, **limits, **known})
        if email is not None:
            person = self._newcomer(email)
            password = self._let_in(email, password)
            account = account.model_copy(update={"person": person})
        live = self.issue_key(account.id, KeyWanted("live", name="live"))
        test = self.issue_key(account.id, KeyWanted("test", name="test"))
        for_kodisc = KeyWanted("live", kind="kodisc", name="kodisc", webhook=webhook)
        kodisc = self.issue_key(account.id, for_kodisc)
        self.accounts.add(account, [live.known, test.known, kodisc.known])
        return NewAccount(
            account.id,
            live.key,
            test.key,
            kodisc.key,
            kodisc.known.secret,
            password if email is not None else None,
        )

    def _newcomer(self, email: str) -> Person:
        person = self.people.add(email)
        try:
            account = self.accounts.of_person(person)
        except AccountNotFound:
            return person
        raise AccountExists(email, account.id)

    def _let_in(self, email: str, given: str | None) -> str:
        noise = base64.urlsafe_b64encode(self.randomness.entropy(12)).decode()
        password = given if given is not None else f"{noise}aA1"
        self.people.set_password(email, password, temporary=given is None)
        return password
