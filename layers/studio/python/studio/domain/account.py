"""Who is calling."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from studio.domain.brief import AccountId
from studio.domain.job import Mode


class Caller(BaseModel):
    """An account, and whether it called with a live or a test key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account_id: AccountId
    mode: Mode


class Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: AccountId
    name: str
    created_at: datetime
