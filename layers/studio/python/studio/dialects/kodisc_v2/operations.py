"""The operations of this API, and its webhook, as its OpenAPI document says them."""

from typing import Final

from studio.dialects.kodisc_v2 import errors, examples
from studio.dialects.kodisc_v2.openapi_parts import (
    EXTENSION,
    Json,
    answer,
    body,
    problems,
    reference,
)
from studio.dialects.kodisc_v2.schemas import (
    FailedFrame,
    Frame,
    FrameRequest,
    Me,
    RenderAccepted,
    RenderJob,
    RenderRequest,
)
from studio.dialects.kodisc_v2.translate import MAX_WAIT_SECONDS
from studio.domain.idempotency import MAX_KEY_CHARS

_SIGNATURE: Final = """\
`t` is Unix seconds; `v1` is the hex HMAC-SHA256 of `{t}.{raw body}` under the key's `whsec_…`
secret. Check it before the body is parsed, and refuse a `t` that is more than five minutes away.
"""
_BAD_REQUEST: Final = errors.bad_request(
    "quality must be one of low, medium, high, twok, fourk"
).refusal
_PREFER: Final[Json] = {
    "name": "Prefer",
    "in": "header",
    "description": f"`wait=N` (RFC 7240): answer when the job is over, or after N seconds; at "
    f"most {MAX_WAIT_SECONDS}. `Preference-Applied` says what was honoured.",
    "schema": {"type": "string"},
    "example": "wait=25",
    **EXTENSION,
}
_IDEMPOTENCY_KEY: Final[Json] = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key with the same body within 24 hours gets the same job, and "
    "`Idempotent-Replayed: true`; with another body, 409.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_KEY_CHARS},
    "example": "order-4711",
    **EXTENSION,
}
_JOB_ID: Final[Json] = {
    "name": "jobId",
    "in": "path",
    "required": True,
    "description": "As the POST gave it; opaque.",
    "schema": {"type": "string"},
    "example": examples.ACCEPTED["jobId"],
}

_REFUSING_ANYBODY: Final = (errors.UNAUTHORIZED, errors.BANNED, errors.RATE_LIMITED)
_REFUSING_ORDERS: Final = (
    _BAD_REQUEST,
    *_REFUSING_ANYBODY,
    errors.NO_CREDITS,
    errors.KEY_REUSED,
    errors.TOO_LARGE,
    errors.BUSY,
    errors.PAUSED,
)


def render() -> Json:
    return {
        "operationId": "createRender",
        "summary": "Queue one scene",
        "parameters": [_IDEMPOTENCY_KEY, _PREFER],
        "requestBody": body(RenderRequest, hello=examples.REQUEST, full=examples.FULL_REQUEST),
        "responses": {
            "200": answer(
                "The job was over within the preferred wait. An extension.",
                RenderJob,
                completed=examples.COMPLETED,
                failed=examples.FAILED,
            ),
            "202": answer("The job is queued.", RenderAccepted, accepted=examples.ACCEPTED),
            **problems(*_REFUSING_ORDERS),
        },
    }


def job() -> Json:
    return {
        "operationId": "getRender",
        "summary": "A job, and its result",
        "parameters": [_JOB_ID, _PREFER],
        "responses": {
            "200": answer(
                "The job as it stands.",
                RenderJob,
                queued=examples.QUEUED,
                running=examples.RUNNING,
                completed=examples.COMPLETED,
                failed=examples.FAILED,
            ),
            **problems(*_REFUSING_ANYBODY, errors.NOT_FOUND),
        },
    }


def cancel() -> Json:
    return {
        "operationId": "cancelRender",
        "summary": "Stop a job",
        "description": "It ends as `failed` with the error `Cancelled.` and costs nothing.",
        "parameters": [_JOB_ID],
        "responses": {
            "200": answer("The job, cancelled.", RenderJob, cancelled=examples.CANCELLED),
            **problems(*_REFUSING_ANYBODY, errors.NOT_FOUND, errors.ALREADY_FINISHED),
        },
        **EXTENSION,
    }


def frame() -> Json:
    over = answer("The picture, or why there is none.", Frame, completed=examples.FRAME)
    (content,) = over["content"].values()
    content["schema"] = {"oneOf": [reference(Frame), reference(FailedFrame)]}
    content["examples"]["failed"] = {"value": examples.FAILED_FRAME}
    return {
        "operationId": "createFrame",
        "summary": "A scene's last picture, at once",
        "description": f"Waits up to {MAX_WAIT_SECONDS} seconds. If the picture is not there by "
        "then, the answer is 202; poll the job, whose `result` will be `{image}`.",
        "parameters": [_IDEMPOTENCY_KEY, _PREFER],
        "requestBody": body(FrameRequest, hello=examples.REQUEST),
        "responses": {
            "200": over,
            "202": answer("Not ready yet.", RenderAccepted, accepted=examples.ACCEPTED),
            **problems(*_REFUSING_ORDERS),
        },
        **EXTENSION,
    }


def me() -> Json:
    return {
        "operationId": "getMe",
        "summary": "The key and its credits",
        "responses": {
            "200": answer("Who is calling.", Me, me=examples.ME),
            **problems(*_REFUSING_ANYBODY),
        },
    }


def webhook() -> Json:
    headers = (
        ("kodisc-event", {"type": "string", "enum": ["completed", "failed"]}, "How it ended."),
        (
            "kodisc-signature",
            {"type": "string", "pattern": "^t=[0-9]+,v1=[0-9a-f]{64}$"},
            _SIGNATURE,
        ),
        ("webhook-id", {"type": "string"}, "The same for every repetition of this event."),
    )
    return {
        "summary": "A job is over",
        "description": "Sent to the job's webhook URL. A 2xx within 10 seconds settles it, and 410 "
        "ends it; otherwise it is sent again 30 seconds, 5 minutes and 30 minutes after the "
        "first time.",
        "security": [],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": schema, "description": text}
            for name, schema, text in headers
        ],
        "requestBody": body(RenderJob, completed=examples.COMPLETED, failed=examples.FAILED),
        "responses": {"2XX": {"description": "Understood."}},
    }
