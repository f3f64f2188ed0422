"""The use cases that move credits, together on one storage, and a clock that tests set."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from studio.application.advance_job import AdvanceJob
from studio.application.grant_credits import GrantCredits
from studio.application.happenings import Stamp
from studio.application.pause_service import EnsureOpen
from studio.application.read_balance import ReadBalance
from studio.application.reconcile_credits import ReconcileCredits
from studio.application.relay_changes import announcement
from studio.application.submit_job import Order, SubmitJob
from studio.application.sweep_jobs import SweepJobs
from studio.domain.account import Account
from studio.domain.brief import AccountId, JobId
from studio.domain.files import MADE_BY_RENDER, made_from_scene
from studio.domain.job import Dialect, Job
from studio.domain.timeline import Happening
from studio.ports import JobRepository, Ledger
from tests.builders import (
    JOB,
    NOON,
    OWNER,
    a_brief,
    a_caller,
    a_report,
    a_scene_brief,
    a_script,
)
from tests.fakes import (
    CountingRandomness,
    FakeExecutions,
    InMemoryAccounts,
    InMemoryArtifacts,
    InMemoryJobs,
    InMemoryPastRuns,
    InMemoryTraffic,
    insist,
)

SOURCE = {"scene.py": b"from manim import *"}
CHEAP = {"effort": "low", "model": "claude-sonnet-4-6", "quality": "low", "qa_density": "zero"}


@dataclass
class SetClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Streamed:
    """Jobs on their storage, and what the table's stream announces of their changes."""

    storage: Any
    announced: list[tuple[str | None, JobId]] = field(default_factory=list)

    def add(self, job: Job, *stored: Any, **also: Any) -> None:
        self.storage.add(job, *stored, **also)
        self.announced.append((announcement(None, job), job.id))

    def save(self, job: Job, *stored: Any, **also: Any) -> None:
        before = self.storage.get(job.id)
        self.storage.save(job, *stored, **also)
        self.announced.append((announcement(before, job), job.id))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.storage, name)


@dataclass
class Office:
    jobs: JobRepository = field(default_factory=InMemoryJobs)
    ledger: Ledger | None = None
    clock: SetClock = field(default_factory=SetClock)
    artifacts: InMemoryArtifacts = field(default_factory=InMemoryArtifacts)
    randomness: CountingRandomness = field(default_factory=CountingRandomness)
    accounts: InMemoryAccounts = field(default_factory=InMemoryAccounts)

    def __post_init__(self) -> None:
        self.accounts.add(Account(id=OWNER, name="owner", created_at=NOON))
        if self.ledger is None:
            self.ledger = self.jobs.ledger
        self.executions = FakeExecutions()
        self.streamed = jobs = Streamed(self.jobs)
        self.stamp = Stamp(self.clock, self.randomness)
        self.submit_job = SubmitJob(
            jobs,
            self.artifacts,
            self.ledger,
            self.clock,
            self.randomness,
            self.stamp,
            insist(),
            InMemoryPastRuns(),
            EnsureOpen(InMemoryTraffic()),
        )
        self.advance = AdvanceJob(
            jobs, jobs, self.artifacts, self.clock, self.stamp, self.ledger, insist()
        )
        self.sweep = SweepJobs(jobs, self.executions, self.advance, self.clock)
        self.grant = GrantCredits(self.ledger, self.accounts, self.clock, insist())
        self.balance = ReadBalance(self.ledger, self.clock)
        self.reconcile = ReconcileCredits(self.jobs, self.ledger)

    def opened(self, account: AccountId = OWNER, *, allowance: int = 0, paid: int = 0) -> AccountId:
        if account not in self.accounts.accounts:
            self.accounts.add(Account(id=account, name=account, created_at=NOON))
        self.grant(account, "opening", allowance=allowance, paid=paid)
        return account

    def submit(
        self, account: AccountId = OWNER, *, quality: str = "low", request=None, cap: int = 1000
    ) -> JobId:
        caller = a_caller(account_id=account, credits_a_day=cap)
        brief = a_scene_brief(quality=quality)
        order = Order(brief, caller, Dialect.KODISC_V2, files=SOURCE, request=request)
        return self.submit_job(order).id

    def explain(
        self, account: AccountId = OWNER, *, rerender: bool = False, cap: int = 1000, **asked: Any
    ) -> JobId:
        """Order a topic, at the settings of a test key unless told."""
        caller = a_caller(account_id=account, credits_a_day=cap)
        order = Order(
            a_brief(**CHEAP | asked),
            caller,
            Dialect.CHALKBOARD_V1,
            source=JOB if rerender else None,
            rerender=rerender,
        )
        return self.submit_job(order).id

    def render(self, job_id: JobId, seconds: float, *, measured: float | None = None) -> None:
        """The render task's part: `seconds` pass, outputs and report appear."""
        self.advance.start(job_id)
        self.clock.pass_(seconds)
        self._outputs(job_id, *made_from_scene("mp4"))
        self._report(job_id, seconds=seconds if measured is None else measured)

    def write(self, job_id: JobId) -> None:
        self.advance.start(job_id)
        self._tell(job_id, Happening.SCRIPT_WRITTEN)

    def voice(self, job_id: JobId, segment: int, seconds: float) -> None:
        self._tell(job_id, Happening.SCENE_VOICED, segment=segment, seconds=seconds)

    def compose(self, job_id: JobId) -> None:
        self.advance.start(job_id)
        self._tell(job_id, Happening.SCENES_COMPOSED)

    def film(self, job_id: JobId, duration: float, *also: str) -> None:
        """A finished video of so many seconds, and whatever else was made."""
        self._put(job_id, "work/script.json", a_script().model_dump_json())
        self._outputs(job_id, *MADE_BY_RENDER, *also)
        self._report(job_id, duration=duration)

    def _tell(self, job_id: JobId, happening: Happening, **detail: Any) -> None:
        self.jobs.record(job_id, self.stamp(happening, None, **detail))

    def _outputs(self, job_id: JobId, *names: str) -> None:
        for name in names:
            self._put(job_id, f"outputs/{name}", "x")

    def _report(self, job_id: JobId, **said: float) -> None:
        self._put(job_id, "render/report.json", a_report(**said).model_dump_json())

    def _put(self, job_id: JobId, name: str, body: str) -> None:
        self.artifacts.bodies[f"jobs/{job_id}/{name}"] = body.encode()
