"""What is fetched from addresses that callers named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered, redirects followed; `body` is empty unless it is a text."""

    url: str
    """Where it was in the end."""
    status: int
    content_type: str
    body: bytes


class Pages(Protocol):
    def fetch(self, urls: Sequence[str], *, seconds: float) -> Page:
        """The first of the URLs that is not answered with 404, or else the last one's answer.

        Raises `DestinationRefused` or `DestinationUnreachable`, after `seconds` at the latest.
        """
        ...
