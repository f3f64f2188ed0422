"""What Chalkboard v1 says of API keys."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from studio.domain.account import KeyKind
from studio.domain.mode import Mode

MAX_NAME_CHARS = 100


def _to_come(at: datetime) -> datetime:
    if at <= datetime.now(UTC):
        raise ValueError("expires_at must lie in the future")
    return at.astimezone(UTC)


class CreateKeyRequest(BaseModel):
    """Fields this version does not know are ignored."""

    model_config = ConfigDict(extra="ignore")

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS)
    ] = Field(description="For you to tell it from the others.", examples=["ci"])
    mode: Mode = Field(default="live", description="What is made with a test key is cheap.")
    kind: KeyKind = Field(
        default="chalkboard", description="Which API it opens; Kodisc's keys are always live."
    )
    expires_at: Annotated[AwareDatetime, AfterValidator(_to_come)] | None = Field(
        default=None, description="Until when it opens anything; null is until it is revoked."
    )

    @model_validator(mode="after")
    def _kodisc_is_live(self) -> Self:
        if (self.kind, self.mode) == ("kodisc", "test"):
            raise ValueError("Kodisc has no test keys")
        return self


class KeyMeta(BaseModel):
    """What can be known of a key once it was made; times are UTC."""

    id: str
    name: str
    prefix: str = Field(description="How the key begins.", examples=["chk_live_4fGz"])
    hint: str = Field(description="How it ends.", examples=["9aQx"])
    mode: Mode
    kind: KeyKind
    created_at: datetime
    last_used_at: datetime | None = Field(description="The day, at midnight.")
    revoked_at: datetime | None
    expires_at: datetime | None
    is_active: bool


class NewKey(KeyMeta):
    key: str = Field(description="The key itself. It is shown this once.")
    webhook_secret: str | None = Field(
        description="Signs the webhooks of jobs that a Kodisc key orders. It is shown this once."
    )
