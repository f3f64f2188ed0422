"""Fetches pages that callers named: each redirect is looked at like the first address."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import httpcore

from studio.adapters.outbound_http import header, one_call, refuse_encoding, trust, url_of
from studio.adapters.outbound_network import (
    MAX_RECEIVED,
    Deadline,
    Resolver,
    VettedBackend,
    resolve,
)
from studio.domain.addresses import Destination, Reach
from studio.domain.errors import DestinationRefused, DestinationUnreachable
from studio.domain.web_page import MAX_PAGE_BYTES, MAX_REDIRECTS, is_text
from studio.ports import Page

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({"connect", "dns", "protocol"})
"""Reasons that may be gone a moment later."""


class VettedPages:
    """HTTP and HTTPS within a reach; no proxy is asked, no encoding undone, no cookie kept."""

    def __init__(
        self, reach: Reach, *, local_trust: Path | None = None, resolver: Resolver = resolve
    ) -> None:
        self._reach = reach
        self._trusted = trust(local_trust)
        self._resolver = resolver

    def fetch(self, urls: Sequence[str], *, seconds: float) -> Page:
        deadline = Deadline(seconds)
        for url in urls:
            page = self._patiently(url, deadline)
            if page.status != HTTPStatus.NOT_FOUND:
                break
        return page

    def _patiently(self, url: str, deadline: Deadline) -> Page:
        try:
            return self._followed(url, deadline)
        except DestinationUnreachable as failure:
            if failure.reason not in _PASSING:
                raise
            return self._followed(url, deadline)

    def _followed(self, url: str, deadline: Deadline) -> Page:
        for _ in range(MAX_REDIRECTS + 1):
            page, onward = self._get(url, deadline)
            if onward is None:
                return page
            url = _joined(url, onward)
        raise DestinationUnreachable("redirects")

    def _get(self, url: str, deadline: Deadline) -> tuple[Page, str | None]:
        """One answer, and where it sends us."""
        to = self._reach.destination(url)
        at_most = MAX_PAGE_BYTES + MAX_RECEIVED
        backend = VettedBackend(self._reach, deadline, self._resolver, at_most=at_most)
        with (
            one_call(backend, self._trusted) as pool,
            pool.stream("GET", url_of(to), headers=_headers(to)) as response,
        ):
            kind = header(response, b"content-type")
            readable = response.status == HTTPStatus.OK and is_text(kind)
            page = Page(url, response.status, kind, _body(response) if readable else b"")
            moved = response.status in _MOVED
            return page, (header(response, b"location") or None) if moved else None


def _headers(to: Destination) -> list[tuple[str, str]]:
    return [
        ("host", to.authority),
        ("user-agent", "chalkboard-studio"),
        ("accept", "text/html, application/xhtml+xml, text/*, application/json"),
        ("accept-encoding", "identity"),
        ("connection", "close"),
    ]


def _body(response: httpcore.Response) -> bytes:
    refuse_encoding(response)
    received = bytearray()
    for chunk in response.iter_stream():
        received += chunk
        if len(received) > MAX_PAGE_BYTES:
            raise DestinationUnreachable("too_large")
    return bytes(received)


def _joined(url: str, onward: str) -> str:
    try:
        return urljoin(url, onward)
    except ValueError:
        raise DestinationRefused("url") from None
