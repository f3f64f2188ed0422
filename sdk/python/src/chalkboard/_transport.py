"""Requests that are sent again where that is safe, and errors as exceptions.

Every request here may be repeated: reads are harmless, and each write carries an Idempotency-Key,
names what it removes, or only asks where to send bytes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import httpx

from ._errors import (
    ChalkboardError,
    ConnectionFailedError,
    StatusError,
    UnexpectedAnswerError,
    error_of,
)

ATTEMPTS = 4
LONGEST_WAIT = 60.0
_CONFLICT = 409
_STORED_BEFORE = 412
_PASSING = frozenset({429, 502, 503, 504})
_FIRST_ERROR = 400


class Transport:
    """Sends to one API with one key, over one pool of connections."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """An answer below 400; `request` is as httpx has it.

        Raises ConnectionFailedError and the StatusErrors.
        """
        for failures in count(1):
            try:
                return _checked(self._http.request(method, path, **request))
            except (httpx.TransportError, StatusError) as error:
                pause(error, failures)
        raise AssertionError("the last pause raises")

    def json(self, method: str, path: str, **request: Any) -> Any:
        response = self.send(method, path, **request)
        try:
            return response.json()
        except ValueError as error:
            found = f"{method} {response.url.path} answered something other than JSON"
            raise UnexpectedAnswerError(f"{found}: {response.text!r:.200}") from error

    def put(self, url: str, content: bytes, headers: Mapping[str, str]) -> None:
        """Bytes to where the service said; our key is not for that host."""
        for failures in count(1):
            request = self._http.build_request("PUT", url, content=content, headers=headers)
            del request.headers["Authorization"]
            try:
                response = self._http.send(request)
                if response.status_code != _STORED_BEFORE:
                    _checked(response)
            except (httpx.TransportError, StatusError) as error:
                pause(error, failures)
            else:
                return

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """One attempt; raises httpx's TransportErrors as they are, for the caller to resume."""
        with self._http.stream("GET", path, headers=dict(headers)) as response:
            if response.status_code >= _FIRST_ERROR:
                response.read()
            yield _checked(response)


def _checked(response: httpx.Response) -> httpx.Response:
    if response.status_code >= _FIRST_ERROR:
        raise error_of(response)
    return response


def pause(error: Exception, failures: int) -> None:
    """Wait before the next attempt; raises where there should be none."""
    if not _passes(error) or failures >= ATTEMPTS:
        raise _ours(error) from error.__cause__
    asked = error.retry_after_seconds if isinstance(error, StatusError) else None
    if asked is not None and asked > LONGEST_WAIT:
        raise error
    backoff = 0.5 * 2 ** (failures - 1) * random.uniform(0.5, 1)  # noqa: S311
    time.sleep(backoff if asked is None else asked)


def _passes(error: Exception) -> bool:
    if not isinstance(error, StatusError):
        return isinstance(error, (httpx.TransportError, ConnectionFailedError))
    in_flight = error.status_code == _CONFLICT and error.retry_after_seconds is not None
    return in_flight or error.status_code in _PASSING


def _ours(error: Exception) -> ChalkboardError:
    if isinstance(error, ChalkboardError):
        return error
    return ConnectionFailedError(f"{type(error).__name__}: {error}")
