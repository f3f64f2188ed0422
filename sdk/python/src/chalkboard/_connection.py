"""A key's connection to the API: what every method of the client goes through."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import httpx

from ._errors import UnexpectedAnswerError
from ._transport import Transport
from ._version import USER_AGENT

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

DEFAULT_BASE_URL = "https://chalkboard.studio/api/v1"


class Connection:
    def __init__(
        self,
        api_key: str,
        base_url: str = DEFAULT_BASE_URL,
        timeout: float = 30,
        *,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        headers = {"Authorization": f"Bearer {api_key}", "User-Agent": USER_AGENT}
        self._http = httpx.Client(
            base_url=self._base_url, headers=headers, timeout=timeout, transport=transport
        )
        self._transport = Transport(self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the pool of connections."""
        self._http.close()

    def _opened(
        self, path: str, headers: Mapping[str, str]
    ) -> AbstractContextManager[httpx.Response]:
        return self._transport.stream(path, headers)

    def _array(self, path: str) -> list[Any]:
        found = self._transport.json("GET", path)
        if not isinstance(found, list):
            raise UnexpectedAnswerError(f"Expected an array, got {found!r:.200}")
        return found

    def _object(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        found = self._transport.json(method, path, **request)
        if not isinstance(found, dict):
            raise UnexpectedAnswerError(f"Expected an object, got {found!r:.200}")
        return found
