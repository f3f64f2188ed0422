"""Jobs and their timelines, in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studio.domain.brief import AccountId, JobId
from studio.domain.errors import ClaimConflict, JobConflict, JobNotFound
from studio.domain.idempotency import IdempotencyClaim
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Movement
from studio.domain.timeline import COMES_AGAIN, JobEvent, Progress
from studio.domain.video import Video
from tests.fakes.credits import InMemoryLedger
from tests.fakes.library import InMemoryVideos


@dataclass
class InMemoryJobs:
    ledger: InMemoryLedger = field(default_factory=InMemoryLedger)
    videos: InMemoryVideos = field(default_factory=InMemoryVideos)
    jobs: dict[JobId, Job] = field(default_factory=dict)
    told: dict[JobId, list[JobEvent]] = field(default_factory=dict)
    reached: dict[JobId, Progress] = field(default_factory=dict)

    def add(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        claim: IdempotencyClaim | None = None,
    ) -> None:
        taken = self.ledger.claims.get(claim.id) if claim else None
        if taken and taken.expires_at > event.at:
            raise ClaimConflict(taken.account)
        if job.id in self.jobs:
            raise JobConflict(job.id)
        if movement:
            self.ledger.record(movement)
        if claim:
            self.ledger.claims[claim.id] = claim
        self._store(job, event)

    def save(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        video: Video | None = None,
    ) -> None:
        if job.id not in self.jobs or self.jobs[job.id].version != job.version - 1:
            raise JobConflict(job.id)
        if movement:
            self.ledger.record(movement)
        if video:
            self.videos.kept[job.owner, job.id] = video
        self._store(job, event)

    def erase(self, job: Job) -> None:
        self.jobs.pop(job.id, None)
        self.videos.kept.pop((job.owner, job.id), None)

    def get(self, job_id: JobId) -> Job:
        if job_id not in self.jobs:
            raise JobNotFound(job_id)
        return self.jobs[job_id]

    def owned_by(self, owner: AccountId, *, dialect: Dialect, limit: int) -> Sequence[Job]:
        mine = [j for j in self.jobs.values() if (j.owner, j.dialect) == (owner, dialect)]
        return sorted(mine, key=lambda job: job.created_at, reverse=True)[:limit]

    def of_account(self, owner: AccountId) -> Iterator[Job]:
        yield from [job for job in self.jobs.values() if job.owner == owner]

    def unfinished(self) -> Iterator[Job]:
        yield from [job for job in self.jobs.values() if not job.status.is_final]

    def record(self, job_id: JobId, event: JobEvent) -> None:
        self.told.setdefault(job_id, []).append(event)
        if job_id in self.jobs and self.jobs[job_id].status.is_final:
            return
        before, moved = self._reached(job_id), event.progress
        if moved and moved.percent > before.percent:
            self.reached[job_id] = moved
        elif moved and moved.stage in COMES_AGAIN:
            self.reached[job_id] = before.model_copy(update={"stage": moved.stage})

    def events(self, job_id: JobId, *, since: str = "") -> Sequence[JobEvent]:
        told = [event for event in self.told.get(job_id, []) if event.id >= since]
        return sorted(told, key=lambda event: event.id)

    def forget(self, job_id: JobId) -> None:
        self.told.pop(job_id, None)

    def progress(self, job_ids: Sequence[JobId]) -> Mapping[JobId, Progress]:
        return {job_id: self._reached(job_id) for job_id in job_ids}

    def _reached(self, job_id: JobId) -> Progress:
        return self.reached.get(job_id, Progress())

    def _store(self, job: Job, event: JobEvent) -> None:
        self.jobs[job.id] = job
        self.told.setdefault(job.id, []).append(event)
        if event.progress is not None:
            self.reached[job.id] = event.progress
