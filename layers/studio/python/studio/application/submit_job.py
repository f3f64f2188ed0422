"""Accept a job: storing it is starting it."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.application.artifacts import context_key
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.domain.account import Caller
from studio.domain.brief import Brief, ContextFile, TopicBrief
from studio.domain.context import check_file, check_total, unique_names
from studio.domain.errors import BalanceConflict, ClaimConflict
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Books, Movement
from studio.domain.prices import reserve
from studio.domain.timeline import Happening, Progress
from studio.ports import ArtifactStore, Clock, JobRepository, Ledger, Randomness


@dataclass(frozen=True, slots=True)
class SubmitJob:
    jobs: JobRepository
    artifacts: ArtifactStore
    ledger: Ledger
    clock: Clock
    randomness: Randomness
    stamp: Stamp
    insist: Insist

    def __call__(  # noqa: PLR0913 - an order has so many parts
        self,
        brief: Brief,
        *,
        caller: Caller,
        dialect: Dialect,
        files: Mapping[str, bytes] | None = None,
        webhook: str | None = None,
        request: IdempotentRequest | None = None,
    ) -> Job:
        """Store the caller's files, then the job. `files` come from `accept_files`.

        The credits a job needs are set aside with it; without them nothing is stored.

        Raises `AlreadyAccepted`, naming the job, for a `request` that came before, whatever the
        credits are now; `IdempotencyKeyReused`, `InsufficientCredits` or `Busy`.
        """
        files = files or {}
        job = self._job(brief, caller=caller, dialect=dialect, files=files, webhook=webhook)
        return self.insist(
            lambda: self._accept(job, files, request), on=(BalanceConflict, ClaimConflict)
        )

    def _accept(
        self, job: Job, files: Mapping[str, bytes], request: IdempotentRequest | None
    ) -> Job:
        claim = self._claim(job, request) if request else None
        job, movement = self._with_hold(job)
        for name, body in files.items():
            key = context_key(job.id, name)
            self.artifacts.put(key, body, content_type="application/octet-stream")
        event = self.stamp(Happening.ACCEPTED, Progress())
        self.jobs.add(job, event, movement=movement, claim=claim)
        return job

    def _claim(self, job: Job, request: IdempotentRequest) -> IdempotencyClaim:
        now = self.clock.now()
        request.check(self.ledger.claim(job.owner, request), now=now)
        return request.claim(job.owner, job.id, now=now)

    def _with_hold(self, job: Job) -> tuple[Job, Movement | None]:
        needed = reserve(job.brief)
        if not needed:
            return job, None
        books = Books(job.owner, self.ledger.balance(job.owner), self.clock.now())
        movement, held = books.hold(job.id, needed)
        return job.model_copy(update={"hold": held}), movement

    def _job(
        self,
        brief: Brief,
        *,
        caller: Caller,
        dialect: Dialect,
        files: Mapping[str, bytes],
        webhook: str | None,
    ) -> Job:
        now = self.clock.now()
        if isinstance(brief, TopicBrief):
            context = tuple(ContextFile(name=name, size=len(body)) for name, body in files.items())
            brief = brief.model_copy(update={"context": context})
        return Job(
            id=self.randomness.job_id(),
            owner=caller.account_id,
            dialect=dialect,
            mode=caller.mode,
            brief=brief,
            key=caller.key,
            webhook=webhook,
            created_at=now,
            updated_at=now,
        )


def accept_files(files: list[tuple[str, bytes]]) -> dict[str, bytes]:
    """Name and bound the caller's files.

    Raises `UnsupportedFile` or `FileTooLarge`, naming the file.
    """
    accepted: dict[str, bytes] = {}
    names = unique_names([name for name, _ in files])
    for name, (_, body) in zip(names, files, strict=True):
        check_file(name, len(body))
        accepted[name] = body
        check_total(sum(map(len, accepted.values())))
    return accepted
