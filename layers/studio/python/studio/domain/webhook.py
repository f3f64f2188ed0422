"""What a webhook says of a job, how it is signed, and what became of each attempt to deliver it."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import JobId
from studio.domain.job import JobStatus

Event = Literal["completed", "failed"]
Outcome = Literal["delivered", "gone", "failed"]

TOLERANCE_SECONDS: Final = 300
"""A receiver refuses a signature that is older, or newer, than this."""

_GONE: Final = 410


class Attempt(BaseModel):
    """One attempt to tell an endpoint; what the endpoint answered beyond its status is not kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job_id: JobId
    delivery: str = Field(description="the name of the execution that made it")
    number: int = Field(ge=1)
    at: datetime
    status: int = Field(ge=0, description="of the answer; 0 when there was none")
    seconds: float = Field(ge=0, description="until the answer, or until giving up on it")
    error: str | None = Field(default=None, description="why there was no answer, in one word")

    @property
    def outcome(self) -> Outcome:
        if 200 <= self.status < 300:  # noqa: PLR2004
            return "delivered"
        return "gone" if self.status == _GONE else "failed"


def event_of(status: JobStatus) -> Event:
    """The event of a job that is over. There is none for a cancelled one, so it has failed."""
    assert status.is_final
    return "completed" if status is JobStatus.SUCCEEDED else "failed"


def message_id(job_id: JobId) -> str:
    """The same for every attempt, so that a receiver can tell a repetition."""
    return f"msg_{job_id}"


def signature(body: bytes, *, secret: str, at: int) -> str:
    """The value of the signature header, for a body sent at `at` (Unix seconds)."""
    return f"t={at},v1={_digest(body, secret, str(at))}"


def headers(
    job_id: JobId, event: Event, body: bytes, *, secret: str, at: datetime
) -> Mapping[str, str]:
    return {
        "content-type": "application/json",
        "kodisc-event": event,
        "kodisc-signature": signature(body, secret=secret, at=int(at.timestamp())),
        "webhook-id": message_id(job_id),
    }


def verify(header: str, body: bytes, *, secret: str, now: int) -> bool:
    """Whether `header` signs exactly these bytes, and not long ago: what a receiver checks."""
    parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
    at = parts.get("t", "")
    if not (at.isascii() and at.isdecimal()) or abs(now - int(at)) > TOLERANCE_SECONDS:
        return False
    return hmac.compare_digest(_digest(body, secret, at).encode(), parts.get("v1", "").encode())


def _digest(body: bytes, secret: str, at: str) -> str:
    signed = at.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
