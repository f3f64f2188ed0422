"""One message on its way to one URL, and what became of each attempt to deliver it."""

import hashlib
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId, JobId
from studio.domain.webhook_endpoint import EndpointId

Outcome = Literal["delivered", "gone", "failed"]

_GONE: Final = 410
_ID_CHARS: Final = 32


class Delivery(BaseModel):
    """All that travels in a delivery's execution: names of things, and nothing of what they say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="the execution's name")
    account: AccountId
    event: str
    message: str = Field(description="the same for every repetition of this event")
    body_key: str = Field(description="where in S3 the bytes are that every attempt sends")
    job_id: JobId | None = Field(default=None, description="None for a ping")
    endpoint: EndpointId | None = Field(default=None, description="None for the job's own URL")


class Attempt(BaseModel):
    """One attempt to deliver; what the other side answered beyond its status is not kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delivery: Delivery
    number: int = Field(ge=1)
    at: datetime
    status: int = Field(ge=0, description="of the answer; 0 when there was none")
    seconds: float = Field(ge=0, description="until the answer, or until giving up on it")
    error: str | None = Field(default=None, description="why there was no answer, in one word")
    retry_at: datetime | None = Field(default=None, description="when another one follows")

    @property
    def id(self) -> str:
        return f"{self.delivery.id}-{self.number}"

    @property
    def outcome(self) -> Outcome:
        if 200 <= self.status < 300:  # noqa: PLR2004
            return "delivered"
        return "gone" if self.status == _GONE else "failed"


def job_delivery_id(job_id: JobId, again: str = "") -> str:
    """To the job's own URL; `again` sets a delivery apart from those before it."""
    return f"webhook-{job_id}{again}"


def endpoint_delivery_id(endpoint: EndpointId, message: str, again: str = "") -> str:
    """The same message to the same endpoint is the same delivery, however often it is begun."""
    return f"dlv_{_digest(f'{endpoint} {message}{again}')}"


def job_message_id(job_id: JobId, event: str) -> str:
    """`evt_` and 32 hex characters, which follow from the job and what became of it."""
    return f"evt_{_digest(f'{job_id} {event}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_CHARS]
