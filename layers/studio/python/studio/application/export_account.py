"""Everything that is held of an account, as one JSON document, piece by piece."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from studio.application.artifacts import context_prefix, output_key, uploads_prefix
from studio.application.find_jobs import URLS_LIVE
from studio.domain.brief import AccountId, JobId
from studio.domain.job import Job
from studio.domain.webhook_endpoint import Endpoint, EndpointId
from studio.ports import (
    AccountRepository,
    ArtifactStore,
    DeliveryLog,
    EndpointRepository,
    JobRepository,
    Ledger,
    Timeline,
    VideoRepository,
)

_SECRETS = {"secret", "secrets"}


@dataclass(frozen=True, slots=True)
class ExportAccount:
    accounts: AccountRepository
    ledger: Ledger
    timeline: Timeline
    videos: VideoRepository
    endpoints: EndpointRepository
    deliveries: DeliveryLog
    jobs: JobRepository
    artifacts: ArtifactStore

    def __call__(self, account_id: AccountId) -> Iterator[str]:
        """No more than one job at a time is in memory. What could be used to sign is left out."""
        yield f'{{"account":{self.accounts.account(account_id).model_dump_json()}'
        yield f',"credits":{self.ledger.balance(account_id).model_dump_json()}'
        keys = self.accounts.keys_of(account_id)
        yield from _listed("api_keys", (key.model_dump_json(exclude=_SECRETS) for key in keys))
        endpoints = self.endpoints.owned_by(account_id)
        yield from _listed("webhooks", (self._webhook(endpoint) for endpoint in endpoints))
        entries = self.ledger.entries(account_id)
        yield from _listed("ledger", (entry.model_dump_json() for entry in entries))
        jobs = self.jobs.of_account(account_id)
        yield from _listed("jobs", (self._job(job) for job in jobs))
        yield f',"uploads":{json.dumps(self._links(uploads_prefix(account_id)))}'
        videos = self.videos.owned_by(account_id)
        yield from _listed("library", (video.model_dump_json(exclude={"job"}) for video in videos))
        yield "}"

    def _job(self, job: Job) -> str:
        held = {
            "job": job.model_dump(mode="json"),
            "events": [event.model_dump(mode="json") for event in self.timeline.events(job.id)],
            "files": {name: self._link(output_key(job.id, name)) for name in job.outputs},
            "sent": self._links(context_prefix(job.id)),
            "deliveries": self._deliveries(job.id),
        }
        return json.dumps(held)

    def _webhook(self, endpoint: Endpoint) -> str:
        known = endpoint.model_dump(mode="json", exclude=_SECRETS)
        return json.dumps({**known, "pings": self._deliveries(endpoint.id)})

    def _deliveries(self, about: JobId | EndpointId) -> list[Any]:
        return [attempt.model_dump(mode="json") for attempt in self.deliveries.attempts(about)]

    def _links(self, prefix: str) -> dict[str, str]:
        return {name: self._link(prefix + name) for name in self.artifacts.names(prefix)}

    def _link(self, key: str) -> str:
        return self.artifacts.presigned_get(key, seconds=URLS_LIVE)


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f",{json.dumps(name)}:["
    for count, item in enumerate(items):
        yield f",{item}" if count else item
    yield "]"
