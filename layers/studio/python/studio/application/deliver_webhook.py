"""One attempt to deliver a message to the URL that somebody named for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple, Protocol

from studio.domain import webhook
from studio.domain.delivery import Attempt, Delivery
from studio.domain.errors import (
    ApiKeyNotFound,
    ArtifactNotFound,
    DestinationRefused,
    DestinationUnreachable,
    EndpointNotFound,
    JobNotFound,
)
from studio.ports import (
    AccountRepository,
    ArtifactStore,
    Clock,
    DeliveryLog,
    EndpointRepository,
    JobRepository,
    Outbound,
    Seal,
)

SECONDS: Final = 10.0
"""An endpoint that has not answered by then has not been told."""


class Call(NamedTuple):
    url: str
    headers: Mapping[str, str]


class Recipient(Protocol):
    def call(self, delivery: Delivery, body: bytes) -> Call | None:
        """How to tell it now; None when it need not be told any more."""
        ...

    def note(self, attempt: Attempt) -> None:
        """What became of it."""
        ...


@dataclass(frozen=True, slots=True)
class JobUrl:
    """The URL that a job was ordered with, signed with the secret of the key that ordered it."""

    jobs: JobRepository
    accounts: AccountRepository
    clock: Clock

    def call(self, delivery: Delivery, body: bytes) -> Call | None:
        assert delivery.job_id is not None
        try:
            job = self.jobs.get(delivery.job_id)
            if job.webhook is None or job.key is None:
                return None
            secret = self.accounts.key(job.key).secret
        except (JobNotFound, ApiKeyNotFound):
            return None
        at = self.clock.now()
        return Call(job.webhook, webhook.kodisc_headers(delivery, body, secret=secret, at=at))

    def note(self, attempt: Attempt) -> None:
        """Nothing is remembered of a URL that was named for one job."""


@dataclass(frozen=True, slots=True)
class AccountEndpoint:
    """An endpoint that an account keeps, until it is gone or has failed too often."""

    endpoints: EndpointRepository
    seal: Seal
    clock: Clock

    def call(self, delivery: Delivery, body: bytes) -> Call | None:
        assert delivery.endpoint is not None
        try:
            endpoint = self.endpoints.get(delivery.account, delivery.endpoint)
        except EndpointNotFound:
            return None
        if not endpoint.is_active:
            return None
        at = self.clock.now()
        sealed = endpoint.secrets.signing(at)
        secrets = [self.seal.open(one, context=endpoint.seal) for one in sealed]
        headers = webhook.chalkboard_headers(delivery, body, secrets=secrets, at=at)
        return Call(endpoint.url, headers)

    def note(self, attempt: Attempt) -> None:
        account, endpoint = attempt.delivery.account, attempt.delivery.endpoint
        assert endpoint is not None
        if attempt.outcome == "delivered":
            self.endpoints.delivered(account, endpoint, at=attempt.at)
            return
        self.endpoints.failed(account, endpoint)
        if attempt.outcome == "gone":
            self.endpoints.disable(account, endpoint, "gone", at=attempt.at)
        elif attempt.retry_at is None:
            self.endpoints.disable(account, endpoint, "failing", at=attempt.at)


@dataclass(frozen=True, slots=True)
class DeliverWebhook:
    job_url: Recipient
    endpoint: Recipient
    artifacts: ArtifactStore
    log: DeliveryLog
    outbound: Outbound
    clock: Clock

    def __call__(self, delivery: Delivery, *, number: int, pause: float | None) -> Attempt | None:
        """The attempt, which another follows after `pause` seconds if it failed, unless None.

        None when the endpoint was deleted or disabled, or the job was: nobody is called.
        """
        recipient = self.job_url if delivery.endpoint is None else self.endpoint
        try:
            body = self.artifacts.get(delivery.body_key)
        except ArtifactNotFound:
            return None
        call = recipient.call(delivery, body)
        if call is None:
            return None
        begun = self.clock.now()
        status, error = self._send(call, body)
        ended = self.clock.now()
        attempt = Attempt(
            delivery=delivery,
            number=number,
            at=begun,
            status=status,
            seconds=max((ended - begun).total_seconds(), 0),
            error=error,
        )
        if attempt.outcome == "failed" and pause is not None:
            retry_at = ended + timedelta(seconds=pause)
            attempt = attempt.model_copy(update={"retry_at": retry_at})
        self.log.record(attempt)
        recipient.note(attempt)
        return attempt

    def _send(self, call: Call, body: bytes) -> tuple[int, str | None]:
        """The status of the answer, or 0 and why there was none."""
        try:
            reply = self.outbound.post(call.url, body, headers=call.headers, seconds=SECONDS)
        except (DestinationRefused, DestinationUnreachable) as failure:
            return 0, failure.reason
        return reply.status, None
