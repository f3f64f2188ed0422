"""An account's webhook endpoints: made, looked at, given new secrets, and deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from studio.domain import api_key, webhook_endpoint
from studio.domain.account import Caller
from studio.domain.delivery import Attempt
from studio.domain.webhook_endpoint import (
    OVERLAP,
    Endpoint,
    EndpointEvent,
    EndpointId,
    SealedSecrets,
)
from studio.ports import Clock, DeliveryLog, EndpointRepository, Randomness, Seal

SHOWN: Final = 50
"""Attempts at an endpoint that its owner may look back on."""


class WithSecret(NamedTuple):
    """An endpoint, and the secret that is shown this once."""

    endpoint: Endpoint
    secret: str


@dataclass(frozen=True, slots=True)
class KeepEndpoints:
    """Another account's endpoint is none: `EndpointNotFound`, like one that never was."""

    endpoints: EndpointRepository
    log: DeliveryLog
    seal: Seal
    clock: Clock
    randomness: Randomness

    def create(
        self,
        url: str,
        *,
        caller: Caller,
        events: Sequence[EndpointEvent],
        description: str | None,
    ) -> WithSecret:
        """Raises `TooManyEndpoints`."""
        endpoint_id = webhook_endpoint.new_id(self.randomness.entropy)
        secret, sealed = self._secret(caller, endpoint_id)
        endpoint = Endpoint(
            id=endpoint_id,
            account=caller.account_id,
            url=url,
            events=tuple(event for event in webhook_endpoint.EVENTS if event in events),
            description=description,
            created_at=self.clock.now(),
            secrets=SealedSecrets(current=sealed),
        )
        self.endpoints.add(endpoint)
        return WithSecret(endpoint, secret)

    def all(self, *, caller: Caller) -> Sequence[Endpoint]:
        """Oldest first."""
        return self.endpoints.owned_by(caller.account_id)

    def delete(self, endpoint_id: EndpointId, *, caller: Caller) -> None:
        self.endpoints.remove(caller.account_id, endpoint_id)
        self.log.forget(endpoint_id)

    def enable(self, endpoint_id: EndpointId, *, caller: Caller) -> Endpoint:
        return self.endpoints.enable(caller.account_id, endpoint_id)

    def rotate(self, endpoint_id: EndpointId, *, caller: Caller) -> WithSecret:
        """The secret before signs, too, for the next `OVERLAP`."""
        self.endpoints.get(caller.account_id, endpoint_id)
        secret, sealed = self._secret(caller, endpoint_id)
        until = self.clock.now() + OVERLAP
        changed = self.endpoints.rotate(caller.account_id, endpoint_id, sealed, until=until)
        return WithSecret(changed, secret)

    def attempts(self, endpoint_id: EndpointId, *, caller: Caller) -> Sequence[Attempt]:
        """The last `SHOWN`, newest first."""
        self.endpoints.get(caller.account_id, endpoint_id)
        return self.log.latest(endpoint_id, limit=SHOWN)

    def _secret(self, caller: Caller, endpoint_id: EndpointId) -> tuple[str, bytes]:
        secret = api_key.new_secret(self.randomness.entropy)
        context = webhook_endpoint.seal_of(caller.account_id, endpoint_id)
        return secret, self.seal.close(secret, context=context)
