"""How callers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.domain.brief import JobId
from studio.domain.webhook import Attempt


class Deliveries(Protocol):
    def start(self, job_id: JobId, name: str) -> None:
        """Start to tell a job's webhook; a second start under the same name changes nothing."""
        ...


class DeliveryLog(Protocol):
    def record(self, attempt: Attempt) -> None:
        """Keep an attempt; one of the same delivery and number replaces it."""
        ...

    def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        """Oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody else's server answered; `body` may be cut short."""

    status: int
    body: bytes


class Outbound(Protocol):
    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Reply:
        """Send to an address that a caller named, and be done after `seconds`, whatever it does.

        Raises `DestinationRefused` or `DestinationUnreachable`.
        """
        ...
