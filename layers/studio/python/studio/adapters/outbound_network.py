"""Sockets to addresses that were looked at first, and one deadline over all they do."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import httpcore

from studio.domain.addresses import Reach
from studio.domain.errors import DestinationRefused, DestinationUnreachable

Resolver = Callable[[str, int], Sequence[str]]

_MAX_ADDRESSES: Final = 4
_SECONDS_PER_ADDRESS: Final = 3.0
MAX_RECEIVED: Final = 256 * 1024
_WRITTEN_AT_ONCE: Final = 16 * 1024


class Deadline:
    """A moment by which everything must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float = float("inf")) -> float:
        """Seconds. Raises `DestinationUnreachable` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise DestinationUnreachable("timeout")
        return min(left, at_most)


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name, as the system's resolver knows it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class VettedBackend(httpcore.NetworkBackend):
    """Resolves a name once, looks at every address, and connects to one of those it looked at."""

    def __init__(
        self, reach: Reach, deadline: Deadline, resolver: Resolver, *, at_most: int = MAX_RECEIVED
    ) -> None:
        self._reach = reach
        self._deadline = deadline
        self._resolver = resolver
        self._at_most = at_most
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port)
        # One bad address among them poisons the name: not even the good ones are tried.
        if not all(self._reach.allows(address, port) for address in addresses):
            raise DestinationRefused("address")
        # IPv4 first, which every network of ours can route.
        for address in sorted(addresses, key=lambda address: ":" in address)[:_MAX_ADDRESSES]:
            seconds = self._deadline.left(_SECONDS_PER_ADDRESS)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return HurriedStream(stream, self._deadline, self._at_most)
        raise DestinationUnreachable("connect")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise DestinationRefused("address")

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """A resolver cannot be interrupted, so it works in a thread that nobody waits for."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            addresses = answer.get(timeout=self._deadline.left())
        except queue.Empty:
            raise DestinationUnreachable("timeout") from None
        if isinstance(addresses, Exception) or not addresses:
            raise DestinationUnreachable("dns")
        return addresses


class HurriedStream(httpcore.NetworkStream):
    """A stream on which no single wait outlasts the deadline, and that takes in only so much."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, at_most: int) -> None:
        self._stream = stream
        self._deadline = deadline
        self._at_most = at_most
        self._received = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._deadline.left())
        self._received += len(data)
        if self._received > self._at_most:
            raise DestinationUnreachable("too_large")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for first in range(0, len(buffer), _WRITTEN_AT_ONCE):
            part = buffer[first : first + _WRITTEN_AT_ONCE]
            self._stream.write(part, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore.ConnectError as error:
            raise DestinationUnreachable("tls") from error
        return HurriedStream(secured, self._deadline, self._at_most)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
