"""How a webhook of each API is signed, and the headers that it comes with."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from studio.domain.brief import JobId
from studio.domain.delivery import Delivery
from studio.domain.job import JobStatus

Event = Literal["completed", "failed"]

_PREFIX: Final = "whsec_"


def event_of(status: JobStatus) -> Event:
    """Kodisc's event of a job that is over. There is none for a cancelled one, so it has failed."""
    assert status.is_final
    return "completed" if status is JobStatus.SUCCEEDED else "failed"


def message_id(job_id: JobId) -> str:
    """The same for every attempt, so that a receiver can tell a repetition."""
    return f"msg_{job_id}"


def signature(body: bytes, *secrets: str, at: int) -> str:
    """The value of the signature header, for a body sent at `at` (Unix seconds).

    One `v1` for each secret, the first of them last: a receiver that looks at one `v1` alone
    mostly has the last. A whole secret, `whsec_` and all, is the key.
    """
    digests = [f"v1={_digest(body, secret, str(at))}" for secret in reversed(secrets)]
    return ",".join([f"t={at}", *digests])


def standard_signature(message: str, body: bytes, *secrets: str, at: int) -> str:
    """As standardwebhooks.com has it: what follows `whsec_` is the key, in base64."""
    signed = f"{message}.{at}.".encode() + body
    keys = (base64.b64decode(secret.removeprefix(_PREFIX)) for secret in secrets)
    digests = (hmac.digest(key, signed, "sha256") for key in keys)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)


def kodisc_headers(
    delivery: Delivery, body: bytes, *, secret: str, at: datetime
) -> Mapping[str, str]:
    return {
        "content-type": "application/json",
        "kodisc-event": delivery.event,
        "kodisc-signature": signature(body, secret, at=int(at.timestamp())),
        "webhook-id": delivery.message,
    }


def chalkboard_headers(
    delivery: Delivery, body: bytes, *, secrets: Sequence[str], at: datetime
) -> Mapping[str, str]:
    seconds = int(at.timestamp())
    return {
        "content-type": "application/json; charset=utf-8",
        "x-chalkboard-event": delivery.event,
        "x-chalkboard-delivery": delivery.id,
        "x-chalkboard-signature": signature(body, *secrets, at=seconds),
        "webhook-id": delivery.message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": standard_signature(delivery.message, body, *secrets, at=seconds),
    }


def _digest(body: bytes, secret: str, at: str) -> str:
    signed = at.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
