"""The use cases that move credits, together on one storage, and a clock that tests set."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from studio.application.advance_job import AdvanceJob
from studio.application.grant_credits import GrantCredits
from studio.application.happenings import Stamp
from studio.application.read_balance import ReadBalance
from studio.application.reconcile_credits import ReconcileCredits
from studio.application.submit_job import Order, SubmitJob
from studio.domain.brief import AccountId, JobId
from studio.domain.files import made_from_scene
from studio.domain.job import Dialect
from studio.ports import JobRepository, Ledger
from tests.builders import NOON, OWNER, a_caller, a_report, a_scene_brief
from tests.fakes import (
    CountingRandomness,
    InMemoryArtifacts,
    InMemoryJobs,
    InMemoryPastRuns,
    insist,
)

SOURCE = {"scene.py": b"from manim import *"}


@dataclass
class SetClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Office:
    jobs: JobRepository = field(default_factory=InMemoryJobs)
    ledger: Ledger | None = None
    clock: SetClock = field(default_factory=SetClock)
    artifacts: InMemoryArtifacts = field(default_factory=InMemoryArtifacts)
    randomness: CountingRandomness = field(default_factory=CountingRandomness)

    def __post_init__(self) -> None:
        if self.ledger is None:
            self.ledger = self.jobs.ledger
        stamp = Stamp(self.clock, self.randomness)
        self.submit_job = SubmitJob(
            self.jobs,
            self.artifacts,
            self.ledger,
            self.clock,
            self.randomness,
            stamp,
            insist(),
            InMemoryPastRuns(),
        )
        self.advance = AdvanceJob(
            self.jobs, self.jobs, self.artifacts, self.clock, stamp, self.ledger, insist()
        )
        self.grant = GrantCredits(self.ledger, self.clock, insist())
        self.balance = ReadBalance(self.ledger, self.clock)
        self.reconcile = ReconcileCredits(self.jobs, self.ledger)

    def opened(self, account: AccountId = OWNER, *, allowance: int = 0, paid: int = 0) -> AccountId:
        self.grant(account, "opening", allowance=allowance, paid=paid)
        return account

    def submit(self, account: AccountId = OWNER, *, quality: str = "low", request=None) -> JobId:
        caller = a_caller(account_id=account, kind="kodisc")
        brief = a_scene_brief(quality=quality)
        order = Order(brief, caller, Dialect.KODISC_V2, files=SOURCE, request=request)
        return self.submit_job(order).id

    def render(self, job_id: JobId, seconds: float, *, measured: float | None = None) -> None:
        """The render task's part: `seconds` pass, outputs and report appear."""
        self.advance.start(job_id)
        self.clock.pass_(seconds)
        for name in made_from_scene("mp4"):
            self.artifacts.bodies[f"jobs/{job_id}/outputs/{name}"] = b"x"
        report = a_report(seconds=seconds if measured is None else measured)
        self.artifacts.bodies[f"jobs/{job_id}/render/report.json"] = (
            report.model_dump_json().encode()
        )
