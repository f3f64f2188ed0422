"""How callers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio.domain.brief import AccountId, JobId
from studio.domain.delivery import Attempt, Delivery
from studio.domain.webhook_endpoint import DisabledReason, Endpoint, EndpointId


class EndpointRepository(Protocol):
    """Every endpoint belongs to one account; asked with another's id, there is none."""

    def add(self, endpoint: Endpoint) -> None:
        """Raises `TooManyEndpoints` when the account has `webhook_endpoint.MOST` already."""
        ...

    def get(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        """Raises `EndpointNotFound`."""
        ...

    def owned_by(self, account: AccountId) -> Sequence[Endpoint]:
        """Oldest first."""
        ...

    def remove(self, account: AccountId, endpoint_id: EndpointId) -> None:
        """Raises `EndpointNotFound`."""
        ...

    def forget(self, account: AccountId) -> None:
        """Remove all of them; none is no error."""
        ...

    def rotate(
        self, account: AccountId, endpoint_id: EndpointId, sealed: bytes, *, until: datetime
    ) -> Endpoint:
        """The current secret becomes the previous one, `until` then. Raises `EndpointNotFound`."""
        ...

    def enable(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        """With no failures counted against it. Raises `EndpointNotFound`."""
        ...

    def disable(
        self, account: AccountId, endpoint_id: EndpointId, reason: DisabledReason, *, at: datetime
    ) -> None:
        """One that is disabled already, or gone, stays what it is."""
        ...

    def delivered(self, account: AccountId, endpoint_id: EndpointId, *, at: datetime) -> None:
        """No failures are counted against it any more; one that is gone stays gone."""
        ...

    def failed(self, account: AccountId, endpoint_id: EndpointId) -> None:
        """Count one more failure in a row; one that is gone stays gone."""
        ...


class Seal(Protocol):
    """Encrypts what is stored; what is sealed opens only with the same context."""

    def close(self, secret: str, *, context: Mapping[str, str]) -> bytes: ...

    def open(self, sealed: bytes, *, context: Mapping[str, str]) -> str:
        """Raises `SealBroken`."""
        ...


class Deliveries(Protocol):
    def start(self, delivery: Delivery) -> None:
        """Start to deliver; a second start under the same id changes nothing."""
        ...


class DeliveryLog(Protocol):
    def record(self, attempt: Attempt) -> None:
        """Keep an attempt for 30 days; one of the same delivery and number replaces it."""
        ...

    def attempts(self, about: JobId | EndpointId) -> Sequence[Attempt]:
        """Every one to tell of a job, or to ping an endpoint, oldest first."""
        ...

    def latest(self, endpoint_id: EndpointId, *, limit: int) -> Sequence[Attempt]:
        """Those at one endpoint, newest first."""
        ...

    def attempt(self, endpoint_id: EndpointId, attempt_id: str) -> Attempt:
        """Raises `DeliveryNotFound`."""
        ...

    def forget(self, about: JobId | EndpointId) -> None:
        """Drop every attempt to tell of a job, or to ping an endpoint; none is no error."""
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
