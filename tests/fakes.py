"""Stand-ins for the outside world; the repositories pass the same contracts as the real ones."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from studio.application.insist import Insist
from studio.domain.account import Account, ApiKey, Caller, KeyId
from studio.domain.brief import AccountId, JobId, TopicBrief
from studio.domain.credits import Balance
from studio.domain.errors import (
    ApiKeyNotFound,
    ArtifactNotFound,
    BalanceConflict,
    ClaimConflict,
    EntryExists,
    InvalidApiKey,
    JobConflict,
    JobNotFound,
    RangeNotSatisfiable,
)
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Entry, Movement
from studio.domain.script import Draft
from studio.domain.timeline import JobEvent, Progress
from studio.domain.voice import Speech
from studio.domain.webhook import Attempt
from studio.ports import Bytes, ExecutionStatus, Reply
from tests.builders import NOON, a_draft, a_track


@dataclass
class SteppingClock:
    """A second later at every look."""

    at: datetime = NOON

    def now(self) -> datetime:
        now = self.at
        self.at += timedelta(seconds=1)
        return now


@dataclass
class CountingRandomness:
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def job_id(self) -> JobId:
        return JobId(f"job-{next(self.numbers)}")

    def account_id(self) -> AccountId:
        return AccountId(f"acct-{next(self.numbers)}")

    def entropy(self, size: int) -> bytes:
        return next(self.numbers).to_bytes(size)


@dataclass
class InMemoryLedger:
    balances: dict[AccountId, Balance] = field(default_factory=dict)
    entered: dict[AccountId, dict[str, Entry]] = field(default_factory=dict)
    claims: dict[str, IdempotencyClaim] = field(default_factory=dict)

    def balance(self, account_id: AccountId) -> Balance:
        return self.balances.get(account_id, Balance())

    def record(self, movement: Movement) -> None:
        self.check(movement)
        self.balances[movement.account] = movement.after
        mine = self.entered.setdefault(movement.account, {})
        mine.update({entry.id: entry for entry in movement.entries})

    def check(self, movement: Movement) -> None:
        if self.balance(movement.account).version != movement.before:
            raise BalanceConflict(movement.account)
        mine = self.entered.get(movement.account, {})
        if any(entry.id in mine for entry in movement.entries):
            raise EntryExists(movement.account)

    def entries(self, account_id: AccountId) -> Iterator[Entry]:
        yield from self.entered.get(account_id, {}).values()

    def accounts(self) -> Iterator[AccountId]:
        yield from list(self.balances)

    def claim(self, account_id: AccountId, request: IdempotentRequest) -> IdempotencyClaim | None:
        return self.claims.get(f"{account_id}#{request.route}#{request.key}")


@dataclass
class InMemoryJobs:
    ledger: InMemoryLedger = field(default_factory=InMemoryLedger)
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

    def save(self, job: Job, event: JobEvent, *, movement: Movement | None = None) -> None:
        if job.id not in self.jobs or self.jobs[job.id].version != job.version - 1:
            raise JobConflict(job.id)
        if movement:
            self.ledger.record(movement)
        self._store(job, event)

    def get(self, job_id: JobId) -> Job:
        if job_id not in self.jobs:
            raise JobNotFound(job_id)
        return self.jobs[job_id]

    def owned_by(self, owner: AccountId, *, dialect: Dialect, limit: int) -> Sequence[Job]:
        mine = [j for j in self.jobs.values() if (j.owner, j.dialect) == (owner, dialect)]
        return sorted(mine, key=lambda job: job.created_at, reverse=True)[:limit]

    def unfinished(self) -> Iterator[Job]:
        yield from [job for job in self.jobs.values() if not job.status.is_final]

    def record(self, job_id: JobId, event: JobEvent) -> None:
        self.told.setdefault(job_id, []).append(event)
        if event.progress and event.progress.percent > self._reached(job_id).percent:
            self.reached[job_id] = event.progress

    def events(self, job_id: JobId) -> Sequence[JobEvent]:
        return sorted(self.told.get(job_id, []), key=lambda event: event.id)

    def progress(self, job_ids: Sequence[JobId]) -> Mapping[JobId, Progress]:
        return {job_id: self._reached(job_id) for job_id in job_ids}

    def _reached(self, job_id: JobId) -> Progress:
        return self.reached.get(job_id, Progress())

    def _store(self, job: Job, event: JobEvent) -> None:
        self.jobs[job.id] = job
        self.told.setdefault(job.id, []).append(event)
        if event.progress is not None:
            self.reached[job.id] = event.progress


@dataclass
class InMemoryArtifacts:
    bodies: dict[str, bytes] = field(default_factory=dict)

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        assert content_type
        self.bodies[key] = body

    def get(self, key: str) -> bytes:
        if key not in self.bodies:
            raise ArtifactNotFound(key)
        return self.bodies[key]

    def names(self, prefix: str) -> tuple[str, ...]:
        found = (key.removeprefix(prefix) for key in self.bodies if key.startswith(prefix))
        return tuple(sorted(found))

    def open(self, key: str, byte_range: tuple[int | None, int | None] | None) -> Bytes:
        body = self.get(key)
        first, last = byte_range or (0, None)
        if first is None:
            first, last = max(len(body) - (last or 0), 0), None
        if byte_range is not None and first >= len(body):
            raise RangeNotSatisfiable(len(body))
        last = len(body) - 1 if last is None else min(last, len(body) - 1)
        chunks = iter([body[first : last + 1]])
        return Bytes(chunks=chunks, size=len(body), etag='"fake"', first=first, last=last)

    def presigned_get(self, key: str, *, seconds: int) -> str:
        return f"https://artifacts.invalid/{key}?get"

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        return f"https://artifacts.invalid/{key}?put{'-once' if once else ''}"


@dataclass
class InMemoryAccounts:
    accounts: list[Account] = field(default_factory=list)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    looked_up: int = 0

    def add(self, account: Account, keys: Mapping[str, ApiKey]) -> None:
        self.accounts.append(account)
        self.keys |= keys

    def caller(self, key: str) -> Caller:
        self.looked_up += 1
        if key not in self.keys:
            raise InvalidApiKey
        return self.keys[key].caller()

    def key(self, key_id: KeyId) -> ApiKey:
        for known in self.keys.values():
            if known.id == key_id:
                return known
        raise ApiKeyNotFound(key_id)


@dataclass
class FakeExecutions:
    started: list[JobId] = field(default_factory=list)
    stopped: list[JobId] = field(default_factory=list)
    statuses: dict[JobId, ExecutionStatus] = field(default_factory=dict)

    def start(self, job: Job) -> None:
        self.started.append(job.id)

    def stop(self, job: Job) -> None:
        self.stopped.append(job.id)

    def status(self, job_id: JobId) -> ExecutionStatus:
        return self.statuses.get(job_id, "missing")


def insist(pause: Callable[[float], None] = lambda seconds: None) -> Insist:
    """As in the product, without the waiting."""
    return Insist(CountingRandomness(), pause)


@dataclass
class FakeBus:
    published: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def publish(self, name: str, detail: Mapping[str, object]) -> None:
        self.published.append((name, detail))


@dataclass
class CannedWriter:
    draft: Draft = field(default_factory=a_draft)
    asked: list[tuple[TopicBrief, dict[str, bytes]]] = field(default_factory=list)

    def write(self, brief: TopicBrief, context: Mapping[str, bytes]) -> Draft:
        self.asked.append((brief, dict(context)))
        return self.draft


class EvenVoice:
    """Half a second a word."""

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        seconds = len(narration.split()) / 2
        return Speech(audio=b"audio", track=a_track(narration, seconds))


@dataclass
class FakeDeliveries:
    started: list[tuple[JobId, str]] = field(default_factory=list)

    def start(self, job_id: JobId, name: str) -> None:
        if (job_id, name) not in self.started:
            self.started.append((job_id, name))


@dataclass
class InMemoryDeliveryLog:
    kept: dict[tuple[JobId, str, int], Attempt] = field(default_factory=dict)

    def record(self, attempt: Attempt) -> None:
        self.kept[attempt.job_id, attempt.delivery, attempt.number] = attempt

    def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        mine = [attempt for attempt in self.kept.values() if attempt.job_id == job_id]
        return sorted(mine, key=lambda attempt: attempt.at)


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
