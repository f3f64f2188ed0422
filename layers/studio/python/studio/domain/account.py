"""Who is calling: an account, and the API keys it was given."""

from datetime import date, datetime
from typing import Final, Literal, NewType

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId
from studio.domain.mode import Mode

KeyId = NewType("KeyId", str)
Person = NewType("Person", str)
"""Whoever signs in to an account's pages: the user pool's `sub`."""

KeyKind = Literal["chalkboard", "kodisc"]
"""Which API a key opens; it opens no other."""

REQUESTS_A_MINUTE: Final = 60
CREDITS_A_DAY: Final = 1000
"""Limits of an account that was given no others."""


class Caller(BaseModel):
    """An account, and the API key it called with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account_id: AccountId
    mode: Mode
    key: KeyId | None = None
    key_prefix: str = Field(default="", description="the part of the key that may be shown")
    via: Literal["key", "session"] = Field(default="key", description="how the caller signed in")
    requests_a_minute: int = Field(
        default=REQUESTS_A_MINUTE, ge=1, description="the account's own limit"
    )
    credits_a_day: int = Field(default=CREDITS_A_DAY, ge=0, description="the account's own limit")
    webhook: str | None = Field(default=None, description="the key's own default webhook URL")


class Account(BaseModel):
    """A customer: who may sign in to it, what it may spend, and what it wants to be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: AccountId
    name: str
    created_at: datetime
    email: str | None = None
    person: Person | None = None
    banned: bool = False
    requests_a_minute: int = Field(default=REQUESTS_A_MINUTE, ge=1)
    credits_a_day: int = Field(default=CREDITS_A_DAY, ge=0)
    spend_alert: int | None = Field(default=None, ge=0, description="credits a day")
    alerted_on: date | None = Field(default=None, description="the last day past that mark, in UTC")
    emails: bool = Field(default=True, description="whether it wants e-mails about its videos")
    closed_at: datetime | None = None
    version: int = Field(default=1, ge=1)

    def session(self) -> Caller:
        """Its owner, signed in; what pages make is live."""
        return Caller(
            account_id=self.id,
            mode="live",
            via="session",
            requests_a_minute=self.requests_a_minute,
            credits_a_day=self.credits_a_day,
        )

    def changed(self, **changes: object) -> "Account":
        """The account's next version; raises `ValidationError` for a value out of bounds."""
        return Account.model_validate({**self.model_dump(), **changes, "version": self.version + 1})


class Preferences(BaseModel):
    """What an owner may set of an account; what was not set stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    spend_alert: int | None = Field(default=None, ge=0, description="credits a day")
    emails: bool = True


class ApiKey(BaseModel):
    """What is known of a key; the key itself is not, and cannot be had again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: KeyId
    account_id: AccountId
    kind: KeyKind
    mode: Mode
    prefix: str = Field(description="the part of the key that may be shown")
    name: str = ""
    hint: str = Field(default="", description="the key's last characters")
    created_at: datetime
    last_used_at: date | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    webhook: str | None = Field(default=None, description="told of jobs that name no other URL")
    secret: str = Field(repr=False, description="signs the key's webhooks: `whsec_` and base64")
    version: int = Field(default=1, ge=1)

    def is_active(self, at: datetime) -> bool:
        expired = self.expires_at is not None and self.expires_at <= at
        return self.revoked_at is None and not expired

    def revoked(self, at: datetime) -> "ApiKey":
        return self.model_copy(update={"revoked_at": at, "version": self.version + 1})

    def used(self, at: datetime) -> "ApiKey":
        """Its next version, or itself if it was used that day before."""
        if self.last_used_at is not None and self.last_used_at >= at.date():
            return self
        return self.model_copy(update={"last_used_at": at.date(), "version": self.version + 1})

    def caller(self, account: Account) -> Caller:
        return Caller(
            account_id=self.account_id,
            mode=self.mode,
            key=self.id,
            key_prefix=self.prefix,
            requests_a_minute=account.requests_a_minute,
            credits_a_day=account.credits_a_day,
            webhook=self.webhook,
        )
