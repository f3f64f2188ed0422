"""Between what Chalkboard v1 says of webhooks and what the domain means. Pure."""

from datetime import datetime

from studio.application.find_jobs import JobView
from studio.application.keep_endpoints import WithSecret
from studio.dialects.chalkboard_v1.jobs.translate import to_response
from studio.dialects.chalkboard_v1.webhooks.schemas import (
    DeliveryAccepted,
    JobMessage,
    PingData,
    PingMessage,
    WebhookDelivery,
    WebhookMeta,
    WebhookWithSecret,
)
from studio.domain.delivery import Attempt, Delivery, job_message_id
from studio.domain.webhook_endpoint import PING, Endpoint, event_of


def to_meta(endpoint: Endpoint) -> WebhookMeta:
    return WebhookMeta.model_validate(endpoint, from_attributes=True)


def with_secret(shown: WithSecret) -> WebhookWithSecret:
    return WebhookWithSecret(**dict(to_meta(shown.endpoint)), secret=shown.secret)


def to_delivery(attempt: Attempt) -> WebhookDelivery:
    delivery = attempt.delivery
    return WebhookDelivery(
        id=attempt.id,
        webhook_id=delivery.endpoint or "",
        event=delivery.event,
        job_id=delivery.job_id,
        attempt=attempt.number,
        status_code=attempt.status or None,
        error=attempt.error,
        duration_ms=round(attempt.seconds * 1000),
        created_at=attempt.at,
        delivered=attempt.outcome == "delivered",
        next_retry_at=attempt.retry_at,
    )


def to_accepted(delivery: Delivery) -> DeliveryAccepted:
    return DeliveryAccepted(delivery=delivery.id, event=delivery.event, event_id=delivery.message)


def job_message(view: JobView) -> bytes:
    """A job that is over, as its account's endpoints are told of it: the same bytes every time."""
    job = view.job
    assert job.finished_at is not None
    event = event_of(job.status)
    message = JobMessage(
        id=job_message_id(job.id, event),
        event=event,
        created_at=job.finished_at,
        data=to_response(view._replace(events=(), seen_at=job.finished_at)),
    )
    return message.model_dump_json().encode()


def ping_message(message: str, endpoint: Endpoint, *, at: datetime) -> bytes:
    data = PingData(webhook_id=endpoint.id)
    ping = PingMessage(id=message, event=PING, created_at=at, data=data)
    return ping.model_dump_json().encode()
