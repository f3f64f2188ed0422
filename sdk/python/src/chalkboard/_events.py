"""Server-sent events: the lines of a stream as messages, and a stream that survives breaks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import httpx

from ._errors import ConnectionFailedError, StatusError, UnexpectedAnswerError
from ._models import Event
from ._transport import pause

Open = Callable[[Mapping[str, str]], AbstractContextManager[httpx.Response]]


@dataclass(frozen=True)
class Message:
    """One event of a stream. `id` is what to resume after."""

    data: dict[str, Any]
    id: str | None


def follow(opened: Open) -> Iterator[Event]:
    """Events until the stream says it is done; after a break it goes on where it was."""
    last: str | None = None
    failures, seen = 0, False
    while True:
        try:
            with opened({"Last-Event-ID": last} if last else {}) as response:
                for message in messages(lines(response.iter_bytes())):
                    if message.data.get("done") is True:
                        return
                    last, failures, seen = message.id or last, 0, True
                    yield Event.from_dict({**message.data, "id": message.id})
            broken: Exception = ConnectionFailedError("The stream ended without its last event.")
        except (httpx.TransportError, StatusError) as error:
            broken = error
        if seen and last is None:
            raise ConnectionFailedError("The stream broke off, without ids to resume after.")
        failures += 1
        pause(broken, failures)


def messages(received: Iterable[str]) -> Iterator[Message]:
    """What the lines say (WHATWG HTML, 9.2.6). Raises UnexpectedAnswerError for other than JSON."""
    data: list[str] = []
    last: str | None = None
    for line in received:
        name, _, value = line.partition(":")
        if line == "" and data:
            yield Message(_object("\n".join(data)), last)
            data = []
        elif name == "data":
            data.append(value.removeprefix(" "))
        elif name == "id":
            last = value.strip()


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Whole lines. U+2028 and its like end none, as str.splitlines would have it."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.rstrip(b"\r").decode("utf-8", "replace")


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UnexpectedAnswerError(f"An event that is not JSON: {text!r:.200}") from error
    if not isinstance(found, dict):
        raise UnexpectedAnswerError(f"An event that is no object: {text!r:.200}")
    return found
