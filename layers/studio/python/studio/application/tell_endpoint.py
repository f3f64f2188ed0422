"""An owner has something sent to an endpoint: a ping, or what was sent before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from studio.application.artifacts import ping_body_key
from studio.domain.account import Caller
from studio.domain.delivery import Delivery
from studio.domain.errors import EndpointDisabled
from studio.domain.webhook_endpoint import PING, Endpoint, EndpointId
from studio.ports import (
    ArtifactStore,
    Clock,
    Deliveries,
    DeliveryLog,
    EndpointRepository,
    Randomness,
)

_ID_BYTES: Final = 16


class PingBody(Protocol):
    def __call__(self, message: str, endpoint: Endpoint, /, *, at: datetime) -> bytes:
        """What a ping with this id says."""
        ...


@dataclass(frozen=True, slots=True)
class TellEndpoint:
    """Raises `EndpointNotFound`, or `EndpointDisabled`, which nothing is sent to."""

    endpoints: EndpointRepository
    log: DeliveryLog
    artifacts: ArtifactStore
    deliveries: Deliveries
    clock: Clock
    randomness: Randomness

    def ping(
        self,
        endpoint_id: EndpointId,
        *,
        caller: Caller,
        body_of: PingBody,
    ) -> Delivery:
        endpoint = self._active(endpoint_id, caller)
        message = f"evt_{self.randomness.entropy(_ID_BYTES).hex()}"
        delivery = Delivery(
            id=self._new_id(),
            account=caller.account_id,
            event=PING,
            message=message,
            body_key=ping_body_key(message),
            endpoint=endpoint_id,
        )
        body = body_of(message, endpoint, at=self.clock.now())
        self.artifacts.put_once(delivery.body_key, body, content_type="application/json")
        self.deliveries.start(delivery)
        return delivery

    def again(self, endpoint_id: EndpointId, attempt_id: str, *, caller: Caller) -> Delivery:
        """The same event and bytes, as a delivery of its own. Raises `DeliveryNotFound`, too."""
        self._active(endpoint_id, caller)
        before = self.log.attempt(endpoint_id, attempt_id).delivery
        delivery = before.model_copy(update={"id": self._new_id()})
        self.deliveries.start(delivery)
        return delivery

    def _active(self, endpoint_id: EndpointId, caller: Caller) -> Endpoint:
        endpoint = self.endpoints.get(caller.account_id, endpoint_id)
        if not endpoint.is_active:
            raise EndpointDisabled(endpoint_id)
        return endpoint

    def _new_id(self) -> str:
        return f"dlv_{self.randomness.entropy(_ID_BYTES).hex()}"
