"""What operators change about an account: its limits, and whether it is welcome."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from studio.application.insist import Insist
from studio.domain.account import Account
from studio.domain.brief import AccountId
from studio.domain.errors import AccountConflict
from studio.ports import AccountRepository, People


class AccountChange(BaseModel):
    """None leaves things as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    banned: bool | None = None
    requests_a_minute: int | None = Field(default=None, ge=1)
    credits_a_day: int | None = Field(default=None, ge=0)


@dataclass(frozen=True, slots=True)
class ChangeAccount:
    accounts: AccountRepository
    people: People
    insist: Insist

    def __call__(self, who: str, change: AccountChange) -> Account:
        """`who` is an account's id, or its owner's e-mail address.

        Raises `AccountNotFound` and `Busy`.
        """
        wanted = change.model_dump(exclude_none=True)

        def attempt() -> Account:
            account = self._account(who)
            if not wanted:
                return account
            changed = account.changed(**wanted)
            self.accounts.save(changed)
            return changed

        return self.insist(attempt, on=(AccountConflict,))

    def _account(self, who: str) -> Account:
        if "@" in who:
            return self.accounts.of_person(self.people.find(who.strip().lower()))
        return self.accounts.account(AccountId(who))
