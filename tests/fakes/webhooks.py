"""Endpoints in memory, deliveries that go nowhere, and seals that anybody can break."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from studio.domain.brief import AccountId, JobId
from studio.domain.delivery import Attempt, Delivery
from studio.domain.errors import (
    DeliveryNotFound,
    EndpointNotFound,
    SealBroken,
    TooManyEndpoints,
)
from studio.domain.webhook_endpoint import MOST, DisabledReason, Endpoint, EndpointId
from studio.ports import Reply


@dataclass
class InMemoryEndpoints:
    kept: dict[tuple[AccountId, EndpointId], Endpoint] = field(default_factory=dict)

    def add(self, endpoint: Endpoint) -> None:
        if len(self.owned_by(endpoint.account)) == MOST:
            raise TooManyEndpoints(MOST)
        self.kept[endpoint.account, endpoint.id] = endpoint

    def get(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        if (account, endpoint_id) not in self.kept:
            raise EndpointNotFound(endpoint_id)
        return self.kept[account, endpoint_id]

    def owned_by(self, account: AccountId) -> Sequence[Endpoint]:
        mine = [endpoint for endpoint in self.kept.values() if endpoint.account == account]
        return sorted(mine, key=lambda endpoint: endpoint.created_at)

    def remove(self, account: AccountId, endpoint_id: EndpointId) -> None:
        self.get(account, endpoint_id)
        del self.kept[account, endpoint_id]

    def forget(self, account: AccountId) -> None:
        self.kept = {key: kept for key, kept in self.kept.items() if kept.account != account}

    def rotate(
        self, account: AccountId, endpoint_id: EndpointId, sealed: bytes, *, until: datetime
    ) -> Endpoint:
        secrets = self.get(account, endpoint_id).secrets
        changes = {"current": sealed, "previous": secrets.current, "previous_until": until}
        return self._change(account, endpoint_id, secrets=secrets.model_copy(update=changes))

    def enable(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        changes = {"disabled_at": None, "disabled_reason": None, "consecutive_failures": 0}
        return self._change(account, endpoint_id, **changes)

    def disable(
        self, account: AccountId, endpoint_id: EndpointId, reason: DisabledReason, *, at: datetime
    ) -> None:
        if self._is_there(account, endpoint_id) and self.get(account, endpoint_id).is_active:
            self._change(account, endpoint_id, disabled_at=at, disabled_reason=reason)

    def delivered(self, account: AccountId, endpoint_id: EndpointId, *, at: datetime) -> None:
        if self._is_there(account, endpoint_id):
            self._change(account, endpoint_id, consecutive_failures=0, last_delivered_at=at)

    def failed(self, account: AccountId, endpoint_id: EndpointId) -> None:
        if self._is_there(account, endpoint_id):
            failures = self.get(account, endpoint_id).consecutive_failures + 1
            self._change(account, endpoint_id, consecutive_failures=failures)

    def _is_there(self, account: AccountId, endpoint_id: EndpointId) -> bool:
        return (account, endpoint_id) in self.kept

    def _change(self, account: AccountId, endpoint_id: EndpointId, **changes: object) -> Endpoint:
        changed = self.get(account, endpoint_id).model_copy(update=changes)
        self.kept[account, endpoint_id] = changed
        return changed


class FakeSeal:
    def close(self, secret: str, *, context: Mapping[str, str]) -> bytes:
        return json.dumps([secret[::-1], sorted(context.items())]).encode()

    def open(self, sealed: bytes, *, context: Mapping[str, str]) -> str:
        try:
            reversed_secret, sealed_with = json.loads(sealed)
        except ValueError:
            raise SealBroken from None
        if sealed_with != [list(item) for item in sorted(context.items())]:
            raise SealBroken
        return str(reversed_secret[::-1])


@dataclass
class FakeDeliveries:
    started: dict[str, Delivery] = field(default_factory=dict)

    def start(self, delivery: Delivery) -> None:
        self.started.setdefault(delivery.id, delivery)


@dataclass
class InMemoryDeliveryLog:
    kept: dict[str, Attempt] = field(default_factory=dict)

    def record(self, attempt: Attempt) -> None:
        self.kept[attempt.id] = attempt

    def attempts(self, about: JobId | EndpointId) -> Sequence[Attempt]:
        mine = [attempt for attempt in self.kept.values() if _about(attempt) == about]
        return sorted(mine, key=lambda attempt: attempt.at)

    def latest(self, endpoint_id: EndpointId, *, limit: int) -> Sequence[Attempt]:
        its = [one for one in self.kept.values() if one.delivery.endpoint == endpoint_id]
        return sorted(its, key=lambda attempt: attempt.at, reverse=True)[:limit]

    def attempt(self, endpoint_id: EndpointId, attempt_id: str) -> Attempt:
        found = self.kept.get(attempt_id)
        if found is None or found.delivery.endpoint != endpoint_id:
            raise DeliveryNotFound(attempt_id)
        return found

    def forget(self, about: JobId | EndpointId) -> None:
        self.kept = {one.id: one for one in self.kept.values() if _about(one) != about}


def _about(attempt: Attempt) -> str | None:
    return attempt.delivery.job_id or attempt.delivery.endpoint


@dataclass
class FakeOutbound:
    """Answers with a status, or raises; keeps what it was to send."""

    answers: list[int | Exception] = field(default_factory=list)
    sent: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Reply:
        self.sent.append((url, body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return Reply(answer, b"")
