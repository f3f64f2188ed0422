"""One attempt to tell a job's endpoint that the job is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from studio.application.artifacts import webhook_body_key
from studio.domain import webhook
from studio.domain.brief import JobId
from studio.domain.errors import (
    ArtifactNotFound,
    DestinationRefused,
    DestinationUnreachable,
    NothingToDeliver,
)
from studio.domain.job import Job
from studio.domain.webhook import Attempt
from studio.ports import (
    AccountRepository,
    ArtifactStore,
    Clock,
    DeliveryLog,
    JobRepository,
    Outbound,
)

SECONDS: Final = 10.0
"""An endpoint that has not answered by then has not been told."""


@dataclass(frozen=True, slots=True)
class DeliverWebhook:
    jobs: JobRepository
    accounts: AccountRepository
    artifacts: ArtifactStore
    log: DeliveryLog
    outbound: Outbound
    clock: Clock
    body_of: Callable[[Job], bytes]
    """A finished job as its own dialect tells it."""

    def __call__(self, job_id: JobId, *, delivery: str, number: int) -> Attempt:
        """Raises `NothingToDeliver` for a job that is not over, or has no endpoint."""
        job = self.jobs.get(job_id)
        if not job.status.is_final or job.webhook is None or job.key is None:
            raise NothingToDeliver(job_id)
        body = self._body(job, delivery)
        secret, at = self.accounts.key(job.key).secret, self.clock.now()
        event = webhook.event_of(job.status)
        headers = webhook.headers(job.id, event, body, secret=secret, at=at)
        status, error = self._send(job.webhook, body, headers)
        attempt = Attempt(
            job_id=job.id,
            delivery=delivery,
            number=number,
            at=at,
            status=status,
            seconds=(self.clock.now() - at).total_seconds(),
            error=error,
        )
        self.log.record(attempt)
        return attempt

    def _body(self, job: Job, delivery: str) -> bytes:
        """The bytes that the delivery's first attempt sent, or would have."""
        key = webhook_body_key(job.id, delivery)
        try:
            return self.artifacts.get(key)
        except ArtifactNotFound:
            body = self.body_of(job)
            self.artifacts.put(key, body, content_type="application/json")
            return body

    def _send(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str | None]:
        """The status of the answer, or 0 and why there was none."""
        try:
            return self.outbound.post(url, body, headers=headers, seconds=SECONDS).status, None
        except (DestinationRefused, DestinationUnreachable) as failure:
            return 0, failure.reason
