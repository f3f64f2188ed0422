"""A job is over: find whom to tell, and start one delivery for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.application.artifacts import webhook_body_key
from studio.domain import delivery as deliveries
from studio.domain import webhook, webhook_endpoint
from studio.domain.brief import JobId
from studio.domain.delivery import Delivery
from studio.domain.errors import NothingToDeliver
from studio.domain.job import Dialect, Job
from studio.ports import ArtifactStore, Deliveries, EndpointRepository, JobRepository


@dataclass(frozen=True, slots=True)
class DispatchWebhooks:
    jobs: JobRepository
    endpoints: EndpointRepository
    artifacts: ArtifactStore
    deliveries: Deliveries
    body_of: Mapping[Dialect, Callable[[Job], bytes]]
    """A finished job as its own dialect tells it."""

    def __call__(self, job_id: JobId, *, again: str = "") -> Sequence[str]:
        """The ids of the deliveries; those that were started before are not started again.

        `again` makes new ones. Raises `JobNotFound`, or `NothingToDeliver` for an open job.
        """
        job = self.jobs.get(job_id)
        if not job.status.is_final:
            raise NothingToDeliver(job_id)
        due = self._due(job, again)
        if due:
            body = self.body_of[job.dialect](job)
            self.artifacts.put_once(due[0].body_key, body, content_type="application/json")
        for delivery in due:
            self.deliveries.start(delivery)
        return [delivery.id for delivery in due]

    def _due(self, job: Job, again: str) -> Sequence[Delivery]:
        """All of one job's say the same bytes."""
        match job.dialect:
            case Dialect.KODISC_V2:
                return _to_its_own_url(job, again)
            case Dialect.CHALKBOARD_V1:
                return self._to_endpoints(job, again)

    def _to_endpoints(self, job: Job, again: str) -> Sequence[Delivery]:
        event = webhook_endpoint.event_of(job.status)
        message = deliveries.job_message_id(job.id, event)
        return [
            Delivery(
                id=deliveries.endpoint_delivery_id(endpoint.id, message, again),
                account=job.owner,
                event=event,
                message=message,
                body_key=webhook_body_key(job.id, message),
                job_id=job.id,
                endpoint=endpoint.id,
            )
            for endpoint in self.endpoints.owned_by(job.owner)
            if endpoint.is_active and event in endpoint.events
        ]


def _to_its_own_url(job: Job, again: str) -> Sequence[Delivery]:
    """Told anew each time: the links of another delivery may be over."""
    if job.webhook is None or job.key is None:
        return []
    name = deliveries.job_delivery_id(job.id, again)
    return [
        Delivery(
            id=name,
            account=job.owner,
            event=webhook.event_of(job.status),
            message=webhook.message_id(job.id),
            body_key=webhook_body_key(job.id, name),
            job_id=job.id,
        )
    ]
