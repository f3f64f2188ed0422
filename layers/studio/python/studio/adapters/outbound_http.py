"""The one HTTP client that calls addresses which callers named."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import certifi
import httpcore

from studio.adapters.outbound_network import Deadline, Resolver, VettedBackend, resolve
from studio.domain.addresses import Destination, Reach
from studio.domain.errors import DestinationUnreachable
from studio.ports import Reply

MAX_BODY: Final = 64 * 1024


class VettedHttp:
    """HTTPS within a reach: no redirect is followed, no proxy asked, no encoding undone.

    `local_trust` is a file of certificates; naming it trusts those, if it is there, and what
    this machine trusts. Without it only the public authorities count.
    """

    def __init__(
        self, reach: Reach, *, local_trust: Path | None = None, resolver: Resolver = resolve
    ) -> None:
        self._reach = reach
        self._local_trust = local_trust
        self._resolver = resolver

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Reply:
        deadline = Deadline(seconds)
        destination = self._reach.destination(url)
        backend = VettedBackend(self._reach, deadline, self._resolver)
        with one_call(backend, trust(self._local_trust)) as pool:
            return _exchange(pool, destination, body, headers)


@contextmanager
def one_call(backend: VettedBackend, trusted: ssl.SSLContext) -> Iterator[httpcore.ConnectionPool]:
    """A pool for a single call; what goes wrong in it becomes a `DestinationUnreachable`."""
    try:
        with httpcore.ConnectionPool(
            ssl_context=trusted,
            network_backend=backend,
            max_connections=1,
            max_keepalive_connections=0,
        ) as pool:
            yield pool
    except httpcore.TimeoutException:
        raise DestinationUnreachable("timeout") from None
    except httpcore.ProtocolError as error:
        raise DestinationUnreachable("protocol") from error
    except httpcore.NetworkError as error:
        raise DestinationUnreachable("connect") from error


def trust(local: Path | None) -> ssl.SSLContext:
    """Certificates are always checked; this says whose."""
    context = ssl.create_default_context(cafile=certifi.where())
    if local is not None:
        context.load_default_certs()
        if local.is_file():
            context.load_verify_locations(local)
    return context


def _exchange(
    pool: httpcore.ConnectionPool, to: Destination, body: bytes, headers: Mapping[str, str]
) -> Reply:
    sent = {
        "host": to.authority,
        "user-agent": "chalkboard-studio-webhooks",
        "accept-encoding": "identity",
        "connection": "close",
        "content-length": str(len(body)),
        **headers,
    }
    with pool.stream("POST", url_of(to), headers=list(sent.items()), content=body) as response:
        refuse_encoding(response)
        received = b""
        for chunk in response.iter_stream():
            received += chunk
            if len(received) > MAX_BODY:
                break
        return Reply(response.status, received[:MAX_BODY])


def url_of(to: Destination) -> httpcore.URL:
    return httpcore.URL(scheme=to.scheme, host=to.host, port=to.port, target=to.target)


def header(response: httpcore.Response, name: bytes) -> str:
    """All values of a header, as one."""
    values = [value for known, value in response.headers if known.lower() == name]
    return b",".join(values).decode("utf-8", "replace").strip()


def refuse_encoding(response: httpcore.Response) -> None:
    """What was compressed is not undone: a small answer could become a very large one."""
    if header(response, b"content-encoding").lower() not in {"", "identity"}:
        raise DestinationUnreachable("encoding")
