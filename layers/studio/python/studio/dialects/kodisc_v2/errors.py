"""What Kodisc v2 says when it says no: a code or a field's own sentence, and a message."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import JSONResponse

from studio.domain import errors


@dataclass(frozen=True, slots=True)
class Refusal:
    status: HTTPStatus
    error: str
    message: str

    def response(self, headers: dict[str, str] | None = None) -> JSONResponse:
        if self.status is HTTPStatus.UNAUTHORIZED:
            headers = {**(headers or {}), "WWW-Authenticate": "Bearer"}
        body = {"error": self.error, "message": self.message}
        return JSONResponse(body, self.status, headers=headers)


class Refused(Exception):
    """The request goes no further."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.error)
        self.refusal = refusal


UNAUTHORIZED: Final = Refusal(
    HTTPStatus.UNAUTHORIZED, "unauthorized", "The API key is missing, malformed or not known."
)
NO_CREDITS: Final = Refusal(
    HTTPStatus.PAYMENT_REQUIRED,
    "insufficient_credits",
    "Not enough credits to start a render. Top up at /developer/billing.",
)
DAY_SPENT: Final = Refusal(
    HTTPStatus.PAYMENT_REQUIRED,
    "insufficient_credits",
    "The account has spent what it may today. Try again after midnight UTC.",
)
NOT_FOUND: Final = Refusal(HTTPStatus.NOT_FOUND, "not_found", "There is no such render job.")
NO_ROUTE: Final = Refusal(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this path.")
NO_METHOD: Final = Refusal(
    HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This path does not take this method."
)
ALREADY_FINISHED: Final = Refusal(
    HTTPStatus.CONFLICT, "already_finished", "The job is over; there is nothing to cancel."
)
KEY_REUSED: Final = Refusal(
    HTTPStatus.CONFLICT,
    "idempotency_key_reused",
    "This Idempotency-Key came before with another body.",
)
BANNED: Final = Refusal(HTTPStatus.FORBIDDEN, "account_banned", "This account is banned.")
RATE_LIMITED: Final = Refusal(
    HTTPStatus.TOO_MANY_REQUESTS,
    "rate_limited",
    "The requests of this minute are used up. Retry-After says when the next one begins.",
)
PAUSED: Final = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "service_paused",
    "No renders are taken at the moment. It is safe to order again after Retry-After seconds.",
)
BUSY: Final = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "busy",
    "Too much is happening on this account at once. Try again in a moment.",
)
OWN_URL: Final = Refusal(
    HTTPStatus.BAD_REQUEST,
    "webhookUrl must not be a URL of this API",
    "webhookUrl must not be a URL of this API",
)
TOO_LARGE: Final = Refusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "payload_too_large",
    "The request body is larger than 200 KB.",
)
INTERNAL: Final = Refusal(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "internal_error",
    "Something went wrong on our side. Try again with exponential backoff.",
)

_REFUSALS: Final[dict[str, Refusal]] = {
    errors.InvalidApiKey.code: UNAUTHORIZED,
    errors.AccountBanned.code: BANNED,
    errors.RateLimited.code: RATE_LIMITED,
    errors.ServicePaused.code: PAUSED,
    errors.JobNotFound.code: NOT_FOUND,
    errors.JobAlreadyFinished.code: ALREADY_FINISHED,
    errors.IdempotencyKeyReused.code: KEY_REUSED,
    "insufficient_credits": NO_CREDITS,
    errors.DailyCapReached.code: DAY_SPENT,
    errors.OwnUrl.code: OWN_URL,
    "busy": BUSY,
}

_MESSAGES: Final = {
    "code": "code is required",
    "className": "className must be a valid Python identifier",
    "quality": "quality must be one of low, medium, high, twok, fourk",
    "aspectRatio": "aspectRatio must be 16:9 or 9:16",
    "fps": "fps must be an integer >= 1",
    "metadata": "metadata must be JSON",
    "webhookUrl": "webhookUrl must be an https:// URL",
    "outputFormat": "outputFormat must be one of mp4, gif, webm",
}
_BOUNDS: Final = {
    ("className", "string_too_long"): "className must be at most 200 characters",
    ("fps", "less_than_equal"): "fps must be at most 120",
}


def bad_request(sentence: str) -> Refused:
    return Refused(Refusal(HTTPStatus.BAD_REQUEST, sentence, sentence))


def bad_field(found: Any) -> Refused:
    """The first of pydantic's errors, in the words of this API."""
    field = str(found["loc"][0])
    known = _BOUNDS.get((field, found["type"])) or _MESSAGES.get(field)
    return bad_request(known or f"{field} is not valid")


def refusal_of(error: errors.StudioError) -> Refusal | None:
    """None for what callers have no part in."""
    return _REFUSALS.get(error.code)


def headers_of(error: errors.StudioError) -> dict[str, str]:
    match error:
        case errors.RateLimited() | errors.ServicePaused():
            return {"Retry-After": str(error.retry_after)}
        case _:
            return {}
