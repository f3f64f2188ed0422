"""Pages of any origin may call with a token of theirs: there is no cookie to be misused."""

from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

_ASKED: Final = ("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Range")
_TOLD: Final = (
    "Accept-Ranges",
    "Content-Length",
    "Content-Range",
    "Deprecation",
    "ETag",
    "Idempotent-Replayed",
    "Link",
    "RateLimit",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
)


def open_to_browsers(app: ASGIApp) -> ASGIApp:
    return CORSMiddleware(
        app,
        allow_origins=("*",),
        allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE"),
        allow_headers=_ASKED,
        expose_headers=_TOLD,
        max_age=7200,
    )
