"""Which errors each operation answers, with the very sentences that they come with."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from studio.dialects.chalkboard_v1.problems import status_of
from studio.domain import errors
from studio.domain.errors import StudioError
from studio.domain.rate_limit import Quota

Json = dict[str, Any]

_NO_CREDITS: Final = (
    errors.InsufficientCredits(needed=43, available=12),
    errors.DailyCapReached(needed=43, spent=980, limit=1000),
)
_KEYED: Final = (
    errors.UnusableIdempotencyKey("Idempotency-Key must be at most 200 characters"),
    errors.IdempotencyKeyReused(),
)
_JOB: Final = errors.JobNotFound("")
_VIDEO: Final = errors.VideoNotFound("")
_WEBHOOK: Final = errors.EndpointNotFound("")
_FILES: Final = (
    errors.UnsupportedFile("tool.exe: unsupported file type. Supported types: text/code files"),
    errors.FileTooLarge("Total upload size exceeds the 24 MB limit"),
)
_SENT: Final = (errors.UploadNotFound(""), errors.UploadIncomplete(["heap.py"]))
_PAUSED: Final = errors.ServicePaused(120)
_RAISES: Final[dict[str, tuple[StudioError, ...]]] = {
    "create_job": (*_NO_CREDITS, *_KEYED, *_SENT, _PAUSED),
    "upload_job": (*_NO_CREDITS, *_KEYED, *_FILES, *_SENT, _PAUSED),
    "estimate_job": (errors.UploadNotFound(""),),
    "create_upload": _FILES,
    "get_job": (_JOB,),
    "get_log": (_JOB,),
    "follow_job": (_JOB,),
    "cancel_job": (_JOB,),
    "retry_job": (_JOB, *_NO_CREDITS, *_KEYED, errors.JobNotOver(""), _PAUSED),
    "rerender_job": (
        *(_JOB, *_NO_CREDITS, *_KEYED, errors.JobNotOver(""), _PAUSED),
        errors.NothingToReuse("The source has no script and voiceover to reuse."),
    ),
    "get_file": (_JOB, errors.ArtifactNotFound(""), errors.RangeNotSatisfiable(1024)),
    "get_video": (_VIDEO,),
    "write_notes": (_VIDEO,),
    "get_sample": (errors.NarratorNotFound(), errors.SampleNotReady()),
    "delete_video": (_VIDEO, errors.JobNotOver("")),
    "create_api_key": (errors.TooManyKeys(50),),
    "revoke_api_key": (errors.ApiKeyNotFound(""),),
    "create_webhook": (errors.OwnUrl(), errors.TooManyEndpoints(20)),
    "delete_webhook": (_WEBHOOK,),
    "list_deliveries": (_WEBHOOK,),
    "rotate_secret": (_WEBHOOK,),
    "enable_webhook": (_WEBHOOK,),
    "ping_webhook": (_WEBHOOK, errors.EndpointDisabled("")),
    "redeliver": (_WEBHOOK, errors.DeliveryNotFound(""), errors.EndpointDisabled("")),
}
_INVALID: Final = [{"loc": ["body", "topic"], "msg": "Field required", "type": "missing"}]
_TOO_LARGE: Final = "The request body is larger than 1 MB."
_RETRY_AFTER: Final[Json] = {
    "Retry-After": {
        "description": "Seconds to wait before the next attempt.",
        "schema": {"type": "integer", "minimum": 1},
    }
}
_HEADERS: Final[dict[int, Json]] = {
    401: {"WWW-Authenticate": {"description": "`Bearer`", "schema": {"type": "string"}}},
    416: {"Content-Range": {"description": "`bytes */size`", "schema": {"type": "string"}}},
    429: _RETRY_AFTER,
    503: _RETRY_AFTER,
}


def responses(operation: Json, *, signed_in_only: bool) -> Json:
    """By status; each with an example of every `detail` that it may come with."""
    found: dict[int, list[object]] = {500: ["Internal server error"]}
    if operation.get("security"):
        _add(found, _common(signed_in_only=signed_in_only))
    _add(found, _RAISES.get(operation["operationId"], ()))
    if "requestBody" in operation or _has_rules(operation):
        found[422] = [_INVALID]
    if "requestBody" in operation:
        found.setdefault(413, [_TOO_LARGE])
    if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}):
        found.setdefault(400, []).append("There was an error parsing the body")
    return {str(status): _response(status, found[status]) for status in sorted(found)}


def _common(*, signed_in_only: bool) -> Iterable[StudioError]:
    yield errors.InvalidApiKey()
    yield errors.AccountBanned()
    if signed_in_only:
        yield errors.SessionRequired()
    yield errors.RateLimited(Quota(60, 0, 14, exceeded=True))
    yield errors.Busy()
    yield errors.SignInUnavailable()


def _add(found: dict[int, list[object]], raised: Iterable[StudioError]) -> None:
    for error in raised:
        status = status_of(error)
        assert status is not None, f"{type(error).__name__} has no status in problems.py"
        found.setdefault(status.value, []).append(str(error))


def _has_rules(operation: Json) -> bool:
    """Whether a parameter can be wrong. A wrong Idempotency-Key is a 400, an id is unknown."""
    return any(parameter["in"] == "query" for parameter in operation.get("parameters", []))


def _response(status: int, details: list[object]) -> Json:
    name = "HTTPValidationError" if status == HTTPStatus.UNPROCESSABLE_ENTITY else "ErrorResponse"
    examples = {
        f"example{number}": {"value": {"detail": detail}}
        for number, detail in enumerate(details, start=1)
    }
    response: Json = {
        "description": HTTPStatus(status).phrase,
        "content": {
            "application/json": {
                "schema": {"$ref": f"#/components/schemas/{name}"},
                "examples": examples,
            }
        },
    }
    return response | ({"headers": _HEADERS[status]} if status in _HEADERS else {})
