"""Files too large for one request: stored first, then named in the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ._errors import UnexpectedAnswerError
from ._models import Meta
from ._transport import Transport

ALWAYS_FITS = 1_000_000
"""Bytes of files that any service takes in one request: nobody need be asked."""

Files = Sequence[tuple[str, bytes]]


def fits_in_a_form(files: Files, meta: Callable[[], Meta]) -> bool:
    """Whether the service takes these as one request; it is asked where that is not plain."""
    size = sum(len(content) for _, content in files)
    if size <= ALWAYS_FITS:
        return True
    limit = meta().upload.get("multipart_limit")
    return not isinstance(limit, int) or size <= limit


def store(transport: Transport, files: Files) -> str:
    """The upload's id, for the order. Every file goes to a URL of its own."""
    announced = [{"name": name, "size": len(content)} for name, content in files]
    answer = transport.json("POST", "/uploads", json={"files": announced})
    upload, places = _places(answer, len(files))
    for (_, content), place in zip(files, places):
        transport.put(place["url"], content, place["headers"])
    return upload


def _places(answer: Any, count: int) -> tuple[str, list[Any]]:
    try:
        upload, places = str(answer["id"]), list(answer["files"])
    except (KeyError, TypeError) as error:
        raise UnexpectedAnswerError(f"Not an upload: {answer!r:.200}") from error
    if len(places) != count or not all({"url", "headers"} <= place.keys() for place in places):
        raise UnexpectedAnswerError(f"Not an upload of {count} files: {answer!r:.200}")
    return upload, places
