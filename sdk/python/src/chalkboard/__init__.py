"""Narrated explainer videos over HTTP: the Chalkboard API, typed.

>>> from chalkboard import ChalkboardClient
>>> client = ChalkboardClient(api_key="chk_live_…")  # doctest: +SKIP
>>> job = client.create_job(topic="How hash tables work")  # doctest: +SKIP
>>> final = client.wait_for_completion(job.id, timeout=600)  # doctest: +SKIP
>>> client.download_file(final.id, "final.mp4", out_path="hash-tables.mp4")  # doctest: +SKIP
"""

from ._client import ChalkboardClient
from ._connection import DEFAULT_BASE_URL
from ._errors import (
    AuthError,
    ChalkboardError,
    ConflictError,
    ConnectionFailedError,
    JobFailedError,
    JobTimeoutError,
    NotFoundError,
    RateLimitError,
    ServerError,
    SpendCapError,
    StatusError,
    UnexpectedAnswerError,
    ValidationError,
)
from ._models import (
    ApiKey,
    Delivery,
    Estimate,
    Event,
    Job,
    LibraryPage,
    Meta,
    Question,
    Video,
    Voice,
    Webhook,
)
from ._version import __version__
from ._webhooks import verify_webhook_signature

__all__ = [
    "DEFAULT_BASE_URL",
    "ApiKey",
    "AuthError",
    "ChalkboardClient",
    "ChalkboardError",
    "ConflictError",
    "ConnectionFailedError",
    "Delivery",
    "Estimate",
    "Event",
    "Job",
    "JobFailedError",
    "JobTimeoutError",
    "LibraryPage",
    "Meta",
    "NotFoundError",
    "Question",
    "RateLimitError",
    "ServerError",
    "SpendCapError",
    "StatusError",
    "UnexpectedAnswerError",
    "ValidationError",
    "Video",
    "Voice",
    "Webhook",
    "__version__",
    "verify_webhook_signature",
]
