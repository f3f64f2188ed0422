"""What can go wrong.

ChalkboardError
├── StatusError                  the API answered with an error
│   ├── AuthError                401, 403   the key is bad, or may not do this
│   ├── SpendCapError            402        credits or the daily cap do not cover the run
│   ├── NotFoundError            404        no such job, video, file or webhook of yours
│   ├── ConflictError            409        the key was used for another body, or the job is busy
│   ├── ValidationError          422        a field is wrong: `detail` lists which
│   ├── RateLimitError           429        `retry_after_seconds` says how long to wait
│   └── ServerError              5xx        the service's fault, or it is paused
├── ConnectionFailedError        no answer came, or it broke off and could not be resumed
├── UnexpectedAnswerError        an answer that is no answer of this API
├── JobFailedError               the awaited job failed or was cancelled: `job`
└── JobTimeoutError              the awaited job is not over yet: `job`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from ._models import Job

_CONFLICT, _INVALID, _RATE_LIMITED = 409, 422, 429
_FIRST_SERVER_ERROR = 500


class ChalkboardError(Exception):
    """Everything this package raises on purpose."""


class StatusError(ChalkboardError):
    """The API answered with an error.

    `detail` is a string, for a 422 a list of `{loc, msg, type}`; `status_code` is HTTP's.
    """

    def __init__(self, status_code: int, detail: Any, headers: httpx.Headers | None = None) -> None:
        super().__init__(f"{status_code}: {_sentence(detail)}")
        self.status_code = status_code
        self.detail = detail
        self.retry_after_seconds = retry_after(headers)


class AuthError(StatusError):
    """401 or 403."""


class SpendCapError(StatusError):
    """402: nothing was spent."""


class NotFoundError(StatusError):
    """404: it does not exist, or is not yours."""


class ConflictError(StatusError):
    """409."""


class ValidationError(StatusError):
    """422."""


class RateLimitError(StatusError):
    """429: `retry_after_seconds` is a number, or None if the answer had none."""


class ServerError(StatusError):
    """5xx."""


class ConnectionFailedError(ChalkboardError):
    """No answer came, or it broke off."""


class UnexpectedAnswerError(ChalkboardError):
    """Not JSON, or without what an answer must have: is something else in the way?"""


class JobFailedError(ChalkboardError):
    """The job ended otherwise than completed."""

    def __init__(self, job: Job) -> None:
        super().__init__(f"Job {job.id} {job.status}" + (f": {job.error}" if job.error else "."))
        self.job = job


class JobTimeoutError(ChalkboardError):
    """The job goes on, but we stopped waiting."""

    def __init__(self, job: Job, timeout: float) -> None:
        super().__init__(f"Job {job.id} is still {job.status} after {timeout:g} s.")
        self.job = job


_BY_STATUS: dict[int, type[StatusError]] = {
    401: AuthError,
    403: AuthError,
    402: SpendCapError,
    404: NotFoundError,
    _CONFLICT: ConflictError,
    _INVALID: ValidationError,
    _RATE_LIMITED: RateLimitError,
}


def error_of(response: httpx.Response) -> StatusError:
    """The error that an answer is; its body must have been read."""
    default = ServerError if response.status_code >= _FIRST_SERVER_ERROR else StatusError
    kind = _BY_STATUS.get(response.status_code, default)
    return kind(response.status_code, _detail(response), response.headers)


def retry_after(headers: httpx.Headers | None) -> float | None:
    """Seconds; None for none, a date, or nonsense."""
    value = "" if headers is None else headers.get("Retry-After", "").strip()
    return float(value) if value.replace(".", "", 1).isdecimal() else None


def _detail(response: httpx.Response) -> Any:
    """Gateways say `message` where the API says `detail`."""
    try:
        body = response.json()
    except ValueError:
        return response.text.strip() or response.reason_phrase
    if not isinstance(body, dict):
        return body
    return body.get("detail", body.get("message", body))


def _sentence(detail: Any) -> str:
    if not isinstance(detail, list):
        return str(detail)
    return "; ".join(
        f"{'.'.join(map(str, item.get('loc', ())))}: {item.get('msg')}"
        if isinstance(item, dict)
        else str(item)
        for item in detail
    )
