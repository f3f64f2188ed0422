"""Who is calling: an account, and the API keys it was given."""

from datetime import datetime
from typing import Literal, NewType

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId
from studio.domain.mode import Mode

KeyId = NewType("KeyId", str)
KeyKind = Literal["chalkboard", "kodisc"]
"""Which API a key opens; it opens no other."""


class Caller(BaseModel):
    """An account, and the API key it called with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account_id: AccountId
    mode: Mode
    kind: KeyKind = "chalkboard"
    key: KeyId | None = None
    key_prefix: str = Field(default="", description="the part of the key that may be shown")
    via: Literal["key", "session"] = Field(default="key", description="how the caller signed in")
    requests_a_minute: int = Field(default=60, ge=1, description="the account's own limit")
    credits_a_day: int = Field(default=1000, ge=0, description="the account's own limit")
    webhook: str | None = Field(default=None, description="the key's own default webhook URL")


class ApiKey(BaseModel):
    """What is known of a key; the key itself is not, and cannot be had again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: KeyId
    account_id: AccountId
    kind: KeyKind
    mode: Mode
    prefix: str = Field(description="the part of the key that may be shown")
    webhook: str | None = Field(default=None, description="told of jobs that name no other URL")
    secret: str = Field(repr=False, description="signs the key's webhooks: `whsec_` and base64")

    def caller(self) -> Caller:
        return Caller(
            account_id=self.account_id,
            mode=self.mode,
            kind=self.kind,
            key=self.id,
            key_prefix=self.prefix,
            webhook=self.webhook,
        )


class Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: AccountId
    name: str
    created_at: datetime
