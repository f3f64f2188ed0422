"""Everything that is held of an account, as one JSON document, piece by piece."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio.application.find_jobs import FindJobs
from studio.domain.brief import AccountId
from studio.domain.job import Job
from studio.ports import AccountRepository, EndpointRepository, Ledger, Timeline, VideoRepository

_SECRETS = {"secret", "secrets"}


@dataclass(frozen=True, slots=True)
class ExportAccount:
    accounts: AccountRepository
    ledger: Ledger
    timeline: Timeline
    videos: VideoRepository
    endpoints: EndpointRepository
    find_jobs: FindJobs

    def __call__(self, account_id: AccountId) -> Iterator[str]:
        """No more than one job at a time is in memory. What could be used to sign is left out."""
        yield f'{{"account":{self.accounts.account(account_id).model_dump_json()}'
        yield f',"credits":{self.ledger.balance(account_id).model_dump_json()}'
        keys = self.accounts.keys_of(account_id)
        yield from _listed("api_keys", (key.model_dump_json(exclude=_SECRETS) for key in keys))
        endpoints = self.endpoints.owned_by(account_id)
        yield from _listed("webhooks", (e.model_dump_json(exclude=_SECRETS) for e in endpoints))
        entries = self.ledger.entries(account_id)
        yield from _listed("ledger", (entry.model_dump_json() for entry in entries))
        jobs = self.find_jobs.jobs.of_account(account_id)
        yield from _listed("jobs", (self._job(job) for job in jobs))
        videos = self.videos.owned_by(account_id)
        yield from _listed("library", (video.model_dump_json(exclude={"job"}) for video in videos))
        yield "}"

    def _job(self, job: Job) -> str:
        told = [event.model_dump(mode="json") for event in self.timeline.events(job.id)]
        files = {name: self.find_jobs.url(job, name) for name in job.outputs}
        return json.dumps({"job": job.model_dump(mode="json"), "events": told, "files": files})


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f",{json.dumps(name)}:["
    for count, item in enumerate(items):
        yield f",{item}" if count else item
    yield "]"
