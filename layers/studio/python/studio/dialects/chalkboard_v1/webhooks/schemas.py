"""What Chalkboard v1 says of webhooks, to their owners and to the endpoints themselves."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from studio.dialects.chalkboard_v1.jobs.schemas import JobResponse
from studio.domain.webhook_endpoint import EVENTS, DisabledReason, EndpointEvent
from studio.domain.webhook_url import MAX_CHARS, WebhookUrl

MAX_DESCRIPTION_CHARS = 500

Description = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=MAX_DESCRIPTION_CHARS)
]


class CreateWebhookRequest(BaseModel):
    """Where to tell of what. Fields this version does not know are ignored."""

    model_config = ConfigDict(extra="ignore")

    url: Annotated[WebhookUrl, Field(max_length=MAX_CHARS)] = Field(
        description="`https://`, on port 443 of the public Internet.",
        examples=["https://example.com/hooks/chalkboard"],
    )
    events: list[EndpointEvent] = Field(default_factory=lambda: list(EVENTS), min_length=1)
    description: Description | None = None


class WebhookMeta(BaseModel):
    """An endpoint; times are UTC. One that is disabled is told of nothing until it is enabled."""

    id: str
    url: str
    events: list[EndpointEvent]
    description: str | None
    created_at: datetime
    disabled_at: datetime | None
    disabled_reason: DisabledReason | None
    consecutive_failures: int
    last_delivered_at: datetime | None
    is_active: bool


class WebhookWithSecret(WebhookMeta):
    secret: str = Field(description="Signs what is sent. It is shown this once.")


class WebhookDelivery(BaseModel):
    """One attempt to tell an endpoint; what it answered beyond its status is not kept."""

    id: str
    webhook_id: str
    event: str
    job_id: str | None
    attempt: int
    status_code: int | None
    error: str | None = Field(description="Why there was no answer, in one word.")
    duration_ms: int
    created_at: datetime
    delivered: bool
    next_retry_at: datetime | None


class DeliveryAccepted(BaseModel):
    """What was started, and the id that its message comes with."""

    delivery: str
    event: str
    event_id: str


class JobMessage(BaseModel):
    """What an endpoint is sent when a job is over: the job, without its events."""

    id: str = Field(description="The same for every repetition of this event.")
    event: EndpointEvent
    created_at: datetime
    data: JobResponse


class PingData(BaseModel):
    webhook_id: str


class PingMessage(BaseModel):
    """What an endpoint is sent when its owner asks for a ping."""

    id: str
    event: str
    created_at: datetime
    data: PingData
