"""Webhooks over HTTP: signed in for all that changes something, with a key to look."""

from http import HTTPStatus

from fastapi import APIRouter, Request

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine, TheOwner
from studio.dialects.chalkboard_v1.webhooks.schemas import (
    CreateWebhookRequest,
    DeliveryAccepted,
    WebhookDelivery,
    WebhookMeta,
    WebhookWithSecret,
)
from studio.dialects.chalkboard_v1.webhooks.translate import (
    ping_message,
    to_accepted,
    to_delivery,
    to_meta,
    with_secret,
)
from studio.domain.webhook_endpoint import EndpointId
from studio.domain.webhook_url import refuse_own

router = APIRouter(prefix="/webhooks")


@router.post("", status_code=HTTPStatus.CREATED)
def create_webhook(
    body: CreateWebhookRequest, request: Request, engine: TheEngine, caller: TheOwner
) -> WebhookWithSecret:
    """Subscribe an endpoint. Its secret is shown this once."""
    refuse_own(body.url, host=request.headers.get("host", ""))
    made = engine.endpoints.create(
        body.url, caller=caller, events=body.events, description=body.description
    )
    return with_secret(made)


@router.get("")
def list_webhooks(engine: TheEngine, caller: TheCaller) -> list[WebhookMeta]:
    """Your webhooks, oldest first."""
    return [to_meta(endpoint) for endpoint in engine.endpoints.all(caller=caller)]


@router.delete("/{webhook_id}", status_code=HTTPStatus.NO_CONTENT)
def delete_webhook(webhook_id: str, engine: TheEngine, caller: TheOwner) -> None:
    """Unsubscribe an endpoint. Nothing more is sent to it."""
    engine.endpoints.delete(EndpointId(webhook_id), caller=caller)


@router.get("/{webhook_id}/deliveries")
def list_deliveries(webhook_id: str, engine: TheEngine, caller: TheCaller) -> list[WebhookDelivery]:
    """The last 50 attempts at an endpoint, newest first; they are kept for 30 days."""
    attempts = engine.endpoints.attempts(EndpointId(webhook_id), caller=caller)
    return [to_delivery(attempt) for attempt in attempts]


@router.post("/{webhook_id}/rotate")
def rotate_secret(webhook_id: str, engine: TheEngine, caller: TheOwner) -> WebhookWithSecret:
    """A new secret, shown this once. For 24 hours the one before signs beside it."""
    return with_secret(engine.endpoints.rotate(EndpointId(webhook_id), caller=caller))


@router.post("/{webhook_id}/enable")
def enable_webhook(webhook_id: str, engine: TheEngine, caller: TheOwner) -> WebhookMeta:
    """Tell an endpoint again that was disabled."""
    return to_meta(engine.endpoints.enable(EndpointId(webhook_id), caller=caller))


@router.post("/{webhook_id}/ping", status_code=HTTPStatus.ACCEPTED)
def ping_webhook(webhook_id: str, engine: TheEngine, caller: TheOwner) -> DeliveryAccepted:
    """Send the endpoint a `webhook.ping`, signed and repeated like any other event."""
    return to_accepted(
        engine.tell_endpoint.ping(EndpointId(webhook_id), caller=caller, body_of=ping_message)
    )


@router.post("/{webhook_id}/deliveries/{delivery_id}/redeliver", status_code=HTTPStatus.ACCEPTED)
def redeliver(
    webhook_id: str, delivery_id: str, engine: TheEngine, caller: TheOwner
) -> DeliveryAccepted:
    """Send what an attempt sent once more: the same event and bytes, under a fresh signature."""
    again = engine.tell_endpoint.again(EndpointId(webhook_id), delivery_id, caller=caller)
    return to_accepted(again)
