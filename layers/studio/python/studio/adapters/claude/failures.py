"""What the vendor's errors mean to us, in sentences without its request ids or anybody's key."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx2
from anthropic import AnthropicError, APIConnectionError, APIStatusError

from studio.domain.errors import (
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
    ProviderUnpaid,
    StudioError,
)

logger = logging.getLogger(__name__)

_BUSY: Final = frozenset({429, 529})
_BUSY_TYPES: Final = frozenset({"rate_limit_error", "overloaded_error"})
_DENIED: Final = frozenset({401, 403})
_UNKNOWN: Final = 404
_UNPAID: Final = 402
_PASSING: Final = frozenset({408, 409})
_SERVER_ERROR: Final = 500
_UNPAID_WORDS: Final = re.compile(r"credit balance|billing|spend(ing)? limit|usage limit|purchase")
_PRIVATE: Final = re.compile(r"\b(req_|sk-)[\w-]+")
_LONGEST: Final = 300
_OURS: Final = "That is ours to put right; please try again later."
_GARBLED: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError)
"""What the SDK raises of a stream that is not as documented; it has no name for that."""


@contextmanager
def our_errors() -> Iterator[None]:
    try:
        yield
    except APIStatusError as error:
        raise meaning(error.status_code, error.type or "", error.api_message or "") from error
    except (APIConnectionError, httpx2.HTTPError) as error:
        raise ProviderUnavailable("Claude could not be reached, or fell silent.") from error
    except AnthropicError as error:
        raise ProviderMisconfigured(
            f"Claude cannot be asked, without credentials. {_OURS}"
        ) from error


@contextmanager
def read_as_documented() -> Iterator[None]:
    """Around what reads the vendor's words, and nothing else: these errors could be ours."""
    try:
        yield
    except _GARBLED as error:
        raise ProviderUnavailable("Claude's answer arrived garbled.") from error


def meaning(status: int, kind: str, message: str) -> StudioError:
    """`kind` is the vendor's own name of the error; a stream that breaks has status 200."""
    if status in _BUSY or kind in _BUSY_TYPES:
        return ProviderBusy("Claude has too much to do at the moment.")
    if status == _UNPAID or kind == "billing_error" or _is_unpaid(status, message):
        return ProviderUnpaid(
            f"Our account with the provider of the language model has no credit left. {_OURS}"
        )
    if status in _DENIED:
        return ProviderMisconfigured(f"Claude refuses our credentials. {_OURS}")
    if status == _UNKNOWN:
        return ProviderMisconfigured(f"Claude does not offer the model that is asked. {_OURS}")
    if status in _PASSING or status >= _SERVER_ERROR or not _is_ours(status):
        return ProviderUnavailable(f"Claude failed: {kind or status}.")
    said = _PRIVATE.sub("…", message)[:_LONGEST]
    logger.warning("Claude does not take what it is sent (%s %s): %s", status, kind, said)
    return ProviderMisconfigured(f"Claude does not take what it is sent. {_OURS}")


def _is_unpaid(status: int, message: str) -> bool:
    return _is_ours(status) and _UNPAID_WORDS.search(message.lower()) is not None


def _is_ours(status: int) -> bool:
    return status // 100 == 4  # noqa: PLR2004
