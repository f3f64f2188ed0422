"""Every deliberate error as this API answers it: a status, a `detail`, and headers."""

from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from studio.dialects.chalkboard_v1.refusals import invalid, unrouted
from studio.domain import errors

_STATUS: Final[dict[type[errors.StudioError], HTTPStatus]] = {
    errors.InvalidApiKey: HTTPStatus.UNAUTHORIZED,
    errors.InsufficientCredits: HTTPStatus.PAYMENT_REQUIRED,
    errors.DailyCapReached: HTTPStatus.PAYMENT_REQUIRED,
    errors.AccountBanned: HTTPStatus.FORBIDDEN,
    errors.SessionRequired: HTTPStatus.FORBIDDEN,
    errors.ApiKeyNotFound: HTTPStatus.NOT_FOUND,
    errors.TooManyKeys: HTTPStatus.CONFLICT,
    errors.RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    errors.ServicePaused: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.SignInUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.JobNotFound: HTTPStatus.NOT_FOUND,
    errors.ArtifactNotFound: HTTPStatus.NOT_FOUND,
    errors.EndpointNotFound: HTTPStatus.NOT_FOUND,
    errors.DeliveryNotFound: HTTPStatus.NOT_FOUND,
    errors.EndpointDisabled: HTTPStatus.CONFLICT,
    errors.TooManyEndpoints: HTTPStatus.CONFLICT,
    errors.OwnUrl: HTTPStatus.BAD_REQUEST,
    errors.VideoNotFound: HTTPStatus.NOT_FOUND,
    errors.NarratorNotFound: HTTPStatus.NOT_FOUND,
    errors.SampleNotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.JobConflict: HTTPStatus.CONFLICT,
    errors.JobNotOver: HTTPStatus.CONFLICT,
    errors.NothingToReuse: HTTPStatus.CONFLICT,
    errors.UploadNotFound: HTTPStatus.NOT_FOUND,
    errors.UploadIncomplete: HTTPStatus.CONFLICT,
    errors.UnsupportedFile: HTTPStatus.BAD_REQUEST,
    errors.UnusableIdempotencyKey: HTTPStatus.BAD_REQUEST,
    errors.IdempotencyKeyReused: HTTPStatus.CONFLICT,
    errors.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.RangeNotSatisfiable: HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}
_BUSY_SECONDS: Final = 2


class ErrorResponse(BaseModel):
    detail: str


def status_of(error: errors.StudioError) -> HTTPStatus | None:
    """None for what callers have no part in."""
    return _STATUS.get(type(error))


def explain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.StudioError)
    status = status_of(error)
    if isinstance(error, errors.Busy) and "Idempotency-Key" in request.headers:
        status = HTTPStatus.CONFLICT  # the first of the requests with this key is still at work
    if status is None:
        raise error
    return JSONResponse({"detail": str(error)}, status, headers=_headers(error))


def apologise(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Internal server error"}, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer_problems(app: FastAPI) -> None:
    app.add_exception_handler(errors.StudioError, explain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, unrouted)
    app.add_exception_handler(Exception, apologise)


def _headers(error: errors.StudioError) -> dict[str, str]:
    match error:
        case errors.InvalidApiKey():
            return {"WWW-Authenticate": "Bearer"}
        case errors.RateLimited() | errors.ServicePaused() | errors.SampleNotReady():
            return {"Retry-After": str(error.retry_after)}
        case errors.Busy() | errors.SignInUnavailable():
            return {"Retry-After": str(_BUSY_SECONDS)}
        case errors.RangeNotSatisfiable():
            return {"Content-Range": f"bytes */{error.size}"}
        case _:
            return {}
