"""An account's own subscription to what becomes of its jobs: where it is told, and of what."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, Literal, NewType, get_args

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId
from studio.domain.job import JobStatus

EndpointId = NewType("EndpointId", str)
EndpointEvent = Literal["job.completed", "job.failed", "job.cancelled"]
DisabledReason = Literal["gone", "failing"]

EVENTS: Final[tuple[EndpointEvent, ...]] = get_args(EndpointEvent)
PING: Final = "webhook.ping"
MOST: Final = 20
"""Endpoints that one account may have."""
OVERLAP: Final = timedelta(hours=24)
"""How long a secret that was replaced still signs, beside the new one."""

_EVENT: Final[Mapping[JobStatus, EndpointEvent]] = {
    JobStatus.SUCCEEDED: "job.completed",
    JobStatus.FAILED: "job.failed",
    JobStatus.CANCELLED: "job.cancelled",
}


class SealedSecrets(BaseModel):
    """What signs an endpoint's messages, encrypted: nobody but the deliverer can open it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    current: bytes = Field(repr=False)
    previous: bytes | None = Field(default=None, repr=False)
    previous_until: datetime | None = None

    def signing(self, at: datetime) -> tuple[bytes, ...]:
        """The current one, and after a rotation, for a day, the one before."""
        if self.previous is None or self.previous_until is None or at >= self.previous_until:
            return (self.current,)
        return (self.current, self.previous)


class Endpoint(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: EndpointId
    account: AccountId
    url: str
    events: tuple[EndpointEvent, ...] = EVENTS
    description: str | None = None
    created_at: datetime
    secrets: SealedSecrets
    disabled_at: datetime | None = None
    disabled_reason: DisabledReason | None = None
    consecutive_failures: int = Field(default=0, ge=0)
    last_delivered_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def seal(self) -> Mapping[str, str]:
        """What its secrets are sealed with; under another endpoint's they do not open."""
        return seal_of(self.account, self.id)


def seal_of(account: AccountId, endpoint: EndpointId) -> Mapping[str, str]:
    return {"account": account, "endpoint": endpoint}


def event_of(status: JobStatus) -> EndpointEvent:
    """The event of a job that is over."""
    return _EVENT[status]


def new_id(entropy: Callable[[int], bytes]) -> EndpointId:
    """`whk_` and 16 hex characters."""
    return EndpointId(f"whk_{entropy(8).hex()}")
