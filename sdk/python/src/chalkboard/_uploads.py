"""Files too large for a request: stored first, then named in the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ._models import Meta
from ._transport import Transport

ALWAYS_FITS = 4_000_000
"""Bytes of files that every gateway in use takes as a form, so that nobody need be asked."""


def fits_in_a_form(files: Sequence[tuple[str, bytes]], meta: Callable[[], Meta]) -> bool:
    """Whether the service takes these as one request; it is asked where that is not plain."""
    size = sum(len(content) for _, content in files)
    if size <= ALWAYS_FITS:
        return True
    limit = meta().upload.get("request_limit")
    return not isinstance(limit, int) or size <= limit


def store(transport: Transport, files: Sequence[tuple[str, bytes]]) -> list[str]:
    """The ids under which an order names them."""
    raise NotImplementedError
