"""Who is calling."""

from datetime import datetime
from typing import Literal, NewType

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId
from studio.domain.mode import Mode

KeyId = NewType("KeyId", str)
KeyKind = Literal["chalkboard", "kodisc"]


class Caller(BaseModel):
    """An account, and the API key it called with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account_id: AccountId
    mode: Mode
    kind: KeyKind = "chalkboard"
    key: KeyId | None = None
    key_prefix: str = Field(default="", description="the part of the key that may be shown")
    webhook: str | None = Field(default=None, description="the key's own default webhook URL")


class Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: AccountId
    name: str
    created_at: datetime
