"""What an account says of itself on the wire."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from studio.dialects.chalkboard_v1.jobs.schemas import DailyCap
from studio.dialects.chalkboard_v1.meta.schemas import Limits
from studio.dialects.chalkboard_v1.numbers import STRICTLY

MAX_SPEND_ALERT = 1_000_000_000

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class AccountCredits(BaseModel):
    """Whole credits. `balance` is what may be spent: `free` of this month, then `paid`."""

    balance: int
    free: int
    paid: int
    held: int = Field(description="set aside for jobs that are not over; not in `balance`")
    daily_cap: DailyCap


class AccountResponse(BaseModel):
    id: str
    name: str
    email: str | None
    created_at: datetime
    credits: AccountCredits
    limits: Limits
    spend_alert_credits: int | None = Field(
        description="an e-mail is sent when a day's spending passes this"
    )
    email_notifications: bool = Field(description="e-mails when a video is ready, or is not")


def _without_default(schema: dict[str, Any]) -> None:
    """What is left out is not empty."""
    schema.pop("default")


class ChangeAccountRequest(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="ignore")

    name: Name = Field(default="", examples=["Our team"], json_schema_extra=_without_default)
    spend_alert_credits: Annotated[int, Field(ge=0, le=MAX_SPEND_ALERT), STRICTLY] | None = Field(
        default=None, examples=[500]
    )
    email_notifications: StrictBool = Field(default=True, examples=[False])


class ClosingResponse(BaseModel):
    status: str = Field(examples=["deleting"])
