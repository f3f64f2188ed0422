"""A request that the vendor does not take, in the vendor's words."""

from typing import Any, Final

KINDS: Final = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}


class Wrong(Exception):
    """`kind` is the status's own unless told."""

    def __init__(
        self, message: str, status: int = 400, kind: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.kind = status, message, kind or KINDS[status]
        self.retry_after = retry_after


def need(condition: object, message: str) -> None:
    if not condition:
        raise Wrong(message)


def error_body(kind: str, message: str, request_id: str) -> dict[str, Any]:
    return {
        "type": "error",
        "error": {"type": kind, "message": message},
        "request_id": request_id,
    }
