"""Which of the world's addresses may be called, and by which URLs."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from studio.domain.errors import DestinationRefused

MAX_CHARS: Final = 2048
HTTP: Final = 80
HTTPS: Final = 443
_PORTS: Final = {"http": HTTP, "https": HTTPS}
_MAX_HOST_CHARS: Final = 253
_NAME: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_NOT_HOSTS: Final = frozenset(' \\@%|^`{}"<>')
_ALL_ASCII: Final = "".join(map(chr, range(33, 127)))

# What the IANA registries of special addresses set apart, and anything that can hide one of them.
_CLOSED_V4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_OPEN_V6: Final = IPv6Network("2000::/3")
_CLOSED_V6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3ffe::/16",
        "3fff::/20",
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the Internet may have."""
    match _parsed(address):
        case IPv4Address() as parsed:
            return not any(parsed in network for network in _CLOSED_V4)
        case IPv6Address() as parsed:
            return parsed in _OPEN_V6 and not any(parsed in network for network in _CLOSED_V6)
        case _:
            return False


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine itself, not hidden in another notation."""
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback and "::ffff" not in address.lower()


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return None if "%" in address else ip_address(address)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Destination:
    """A URL taken apart: `host` as TLS and certificates want it, `target` as HTTP wants it."""

    host: str
    port: int
    target: str
    scheme: str = "https"

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far calls may go: to port 443 of the public Internet, except our own domains.

    `loopback` adds this machine, at any port: for a developer's own server. `plain` adds port 80
    and http without TLS: for pages that are only read.
    """

    own_domains: frozenset[str] = frozenset()
    loopback: bool = False
    plain: bool = False

    def destination(self, url: str) -> Destination:
        """Raises `DestinationRefused` for a URL that is not called, wherever it leads."""
        if len(url) > MAX_CHARS or not url.isprintable() or " " in url:
            raise DestinationRefused("url")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise DestinationRefused("url") from None
        bracketed = "[" in parts.netloc
        if _NOT_HOSTS & set(parts.netloc) or bracketed != (":" in host) or not _is_host(host):
            raise DestinationRefused("url")
        usual = _PORTS.get(parts.scheme) if self.plain or parts.scheme == "https" else None
        if usual is None or port == 0:
            raise DestinationRefused("url")
        port = port or usual
        if port != usual and not self.loopback:
            raise DestinationRefused("port")
        if any(host == own or host.endswith("." + own) for own in self.own_domains):
            raise DestinationRefused("own_domain")
        query = f"?{parts.query}" if parts.query else ""
        target = quote((parts.path or "/") + query, safe=_ALL_ASCII)
        return Destination(host, port, target, parts.scheme)

    def allows(self, address: str, port: int) -> bool:
        """Whether a socket may be opened to an IP address."""
        if self.loopback and is_loopback(address):
            return True
        return (port == HTTPS or (self.plain and port == HTTP)) and is_public(address)


def _is_host(host: str) -> bool:
    """A name, or an address in its one canonical notation; never a number in disguise."""
    if ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _parsed(host) is not None
    return len(host) <= _MAX_HOST_CHARS and _NAME.fullmatch(host) is not None
