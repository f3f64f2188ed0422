"""What endpoints are sent, and how they know that we sent it."""

from typing import Any, Final

Json = dict[str, Any]

_SIGNATURE: Final = """\
`t=<unix seconds>,v1=<hex>`, where the hex is the HMAC-SHA256 of `{t}.{raw body}` under the secret
that was shown when the webhook was made. For 24 hours after a rotation there are two `v1`, one for
each secret. Check it before the body is parsed, and refuse a `t` more than five minutes away.
"""
_HEADERS: Final = (
    (
        "X-Chalkboard-Signature",
        "t=1763719390,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
        _SIGNATURE,
    ),
    (
        "webhook-id",
        "evt_7d1f0c2b9a8e4d63",
        "The same for every repetition of this event (Standard Webhooks).",
    ),
    ("webhook-timestamp", "1763719390", "Unix seconds of this attempt (Standard Webhooks)."),
    (
        "webhook-signature",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
        "As Standard Webhooks has it, beside ours.",
    ),
)
_EVENTS: Final = {
    "job.completed": "A job has its video",
    "job.failed": "A job ended without",
    "job.cancelled": "A job was cancelled",
}
_DESCRIPTION: Final = """\
Sent to every active webhook of the account that subscribed to it. Any 2xx within ten seconds
settles it; otherwise it is sent up to six times more, with growing pauses, and then the webhook is
disabled. 410 disables it at once. An event may come twice: its `id` tells.
"""


def section(message: str, example: Json) -> Json:
    """`message` names the schema of the payload, of which `example` is one."""
    return {
        event: {"post": _event(event, summary, message, example)}
        for event, summary in _EVENTS.items()
    }


def _event(event: str, summary: str, message: str, example: Json) -> Json:
    status = event.removeprefix("job.")
    shown = {**example, "event": event, "data": {**example["data"], "status": status}}
    return {
        "operationId": event.replace(".", "_"),
        "summary": summary,
        "description": _DESCRIPTION,
        "tags": ["webhooks"],
        "security": [],
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": text,
                "schema": {"type": "string"},
                "example": value,
            }
            for name, value, text in _HEADERS
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{message}"},
                    "examples": {status: {"value": shown}},
                }
            },
        },
        "responses": {"2XX": {"description": "Understood."}},
    }
