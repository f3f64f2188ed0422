"""The object store as the render task knows it: presigned URLs to GET and to PUT."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import httpx

from studio.domain.files import content_type
from studio.domain.render import RenderManifest

_log = logging.getLogger(__name__)
_ATTEMPTS: Final = 5
_FIRST_PAUSE: Final = 0.2
_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)


class StoreUnreachable(Exception):
    """The object store refused, or did not answer however often it was asked."""


class TooLarge(Exception):
    """More bytes than are wanted."""


class AlreadyThere(Exception):
    """A key that is written once has been written."""


class Store:
    """GETs and PUTs by URL; asks again after connection errors and server errors."""

    def __init__(self) -> None:
        self._http = httpx.Client(timeout=_TIMEOUT, trust_env=False)

    def manifest(self, url: str) -> RenderManifest:
        return RenderManifest.model_validate_json(self.get(url))

    def get(self, url: str) -> bytes:
        return self._asked(lambda: self._http.get(url), _ATTEMPTS).content

    def fetch(self, url: str, path: Path, *, most: int) -> None:
        """Write the object into a file; raises `TooLarge` after so many bytes."""

        def ask() -> httpx.Response:
            with self._http.stream("GET", url) as response, path.open("wb") as file:
                if response.is_success:
                    for chunk in response.iter_raw():
                        if file.tell() + len(chunk) > most:
                            raise TooLarge
                        file.write(chunk)
            return response

        self._asked(ask, _ATTEMPTS)

    def put(
        self,
        url: str,
        name: str,
        content: bytes,
        *,
        once: bool = False,
        attempts: int = _ATTEMPTS,
    ) -> None:
        """Store this; with `once`, only where nothing is stored yet.

        What is there already was put by this very call, whose answer was lost, or by
        another task with the same manifest: nobody else has its URLs. The same manifest
        makes the same film, so the first one stays.
        """
        headers = {"Content-Type": content_type(name)}
        if once:
            headers["If-None-Match"] = "*"
        try:
            self._asked(lambda: self._http.put(url, content=content, headers=headers), attempts)
        except AlreadyThere:
            _log.warning("%s is stored already and stays as it is", name)

    def _asked(self, ask: Callable[[], httpx.Response], attempts: int) -> httpx.Response:
        pause = _FIRST_PAUSE
        for left in reversed(range(attempts)):
            try:
                response = ask()
            except httpx.TransportError as error:
                trouble = type(error).__name__
            else:
                if response.is_success:
                    return response
                if response.status_code == httpx.codes.PRECONDITION_FAILED:
                    raise AlreadyThere
                trouble = f"status {response.status_code}"
                if not response.is_server_error:
                    break
            if left:
                _log.warning("object store: %s, trying again", trouble)
                time.sleep(pause)
                pause *= 2
        raise StoreUnreachable(f"The object store answered with {trouble}.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()
