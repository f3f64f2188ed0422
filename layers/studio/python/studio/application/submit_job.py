"""Accept a job: storing it is starting it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from studio.application.artifacts import context_key, context_prefix
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.application.pause_service import EnsureOpen
from studio.domain.account import Caller
from studio.domain.brief import Brief, JobId, TopicBrief, attached, in_mode
from studio.domain.errors import (
    ArtifactNotFound,
    BalanceConflict,
    ClaimConflict,
    JobNotFound,
    NothingToReuse,
    StudioError,
)
from studio.domain.expectation import expected_seconds, kind_of_run
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Books, Movement
from studio.domain.prices import reserve
from studio.domain.timeline import Happening, Progress
from studio.ports import ArtifactStore, Clock, JobRepository, Ledger, PastRuns, Randomness


class StoredFile(NamedTuple):
    """A file that is in the store already, to be copied for a job."""

    key: str
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """All of what a caller asks for at once."""

    brief: Brief
    caller: Caller
    dialect: Dialect
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What came with the request, from `accepted_files`."""
    stored: Mapping[str, StoredFile] = field(default_factory=dict)
    """What was sent before, by the names the job is to know it by."""
    webhook: str | None = None
    request: IdempotentRequest | None = None
    answer: Callable[[Job], str] = lambda _: ""
    """What the caller is told, kept for whoever asks the same again."""
    source: JobId | None = None
    """The job that this one repeats."""
    rerender: bool = False
    """Take script and voice from the source."""


@dataclass(frozen=True, slots=True)
class SubmitJob:
    jobs: JobRepository
    artifacts: ArtifactStore
    ledger: Ledger
    clock: Clock
    randomness: Randomness
    stamp: Stamp
    insist: Insist
    past_runs: PastRuns
    ensure_open: EnsureOpen

    def __call__(self, order: Order) -> Job:
        """Store the caller's files, then the job.

        The credits a job needs are set aside with it; without them nothing is stored.

        Raises `AlreadyAccepted`, naming the job, for a `request` that came before, whatever the
        credits are now; `IdempotencyKeyReused`, `ServicePaused`, `InsufficientCredits`,
        `DailyCapReached`, `NothingToReuse` for a stored file that is gone, or `Busy`.
        """
        job = self._job(order)
        try:
            return self.insist(
                lambda: self._accept(job, order), on=(BalanceConflict, ClaimConflict)
            )
        except StudioError:
            if order.files or order.stored:
                self._forget_files(job.id)
            raise

    def _accept(self, job: Job, order: Order) -> Job:
        if order.request:
            self._check(job, order.request)
        self.ensure_open()
        job, movement = self._with_hold(job, order.caller)
        for name, body in order.files.items():
            key = context_key(job.id, name)
            self.artifacts.put(key, body, content_type="application/octet-stream")
        for name, stored in order.stored.items():
            self._take(stored, context_key(job.id, name))
        event = self.stamp(Happening.ACCEPTED, Progress())
        self.jobs.add(job, event, movement=movement, claim=self._claim(job, order))
        return job

    def _take(self, stored: StoredFile, key: str) -> None:
        try:
            self.artifacts.copy(stored.key, key)
        except ArtifactNotFound:
            raise NothingToReuse(
                "A file to explain was deleted in the meantime. Send it again."
            ) from None

    def _forget_files(self, job_id: JobId) -> None:
        """Of a job that is not there: nobody would ever find them to delete them."""
        try:
            self.jobs.get(job_id)
        except JobNotFound:
            self.artifacts.delete(context_prefix(job_id))

    def _check(self, job: Job, request: IdempotentRequest) -> None:
        request.check(self.ledger.claim(job.owner, request), now=self.clock.now())

    def _claim(self, job: Job, order: Order) -> IdempotencyClaim | None:
        if order.request is None:
            return None
        now = self.clock.now()
        return order.request.claim(job.owner, job.id, now=now, answer=order.answer(job))

    def _with_hold(self, job: Job, caller: Caller) -> tuple[Job, Movement]:
        needed = reserve(job.brief, rerender=job.rerender)
        books = Books(job.owner, self.ledger.balance(job.owner), self.clock.now())
        movement, held = books.hold(job.id, needed, cap=caller.credits_a_day)
        return job.model_copy(update={"hold": held}), movement

    def _job(self, order: Order) -> Job:
        now, mode, asked = self.clock.now(), order.caller.mode, _with_context(order)
        brief = in_mode(asked, mode)
        job = Job(
            id=self.randomness.job_id(),
            owner=order.caller.account_id,
            dialect=order.dialect,
            mode=mode,
            brief=brief,
            wishes=None if asked == brief else asked,
            key=order.caller.key,
            webhook=order.webhook,
            source=order.source,
            rerender=order.rerender,
            created_at=now,
            updated_at=now,
        )
        return job.model_copy(update={"expected_seconds": self._expected(job)})

    def _expected(self, job: Job) -> int | None:
        """Only of topics: how long a scene takes is up to its own code."""
        if not isinstance(job.brief, TopicBrief):
            return None
        past = self.past_runs.seconds(kind_of_run(job.brief, job.course))
        return expected_seconds(past, job.course)


def _with_context(order: Order) -> Brief:
    sizes = {name: len(body) for name, body in order.files.items()}
    sizes |= {name: stored.size for name, stored in order.stored.items()}
    return attached(order.brief, sizes)
