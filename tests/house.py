"""The real application on stand-in storage: the one place where tests put an engine together."""

import asyncio
import time
from collections.abc import Callable

from fastapi.testclient import TestClient

from studio.application.advance_job import AdvanceJob
from studio.application.authenticate import Authenticate
from studio.application.await_job import AwaitJob
from studio.application.cancel_job import CancelJob
from studio.application.count_request import CountRequest
from studio.application.create_account import CreateAccount
from studio.application.erase_job import EraseJob
from studio.application.estimate_job import EstimateJob
from studio.application.export_account import ExportAccount
from studio.application.find_jobs import FindJobs
from studio.application.follow_job import FollowJob
from studio.application.happenings import Stamp
from studio.application.issue_key import IssueKey
from studio.application.keep_account import KeepAccount
from studio.application.keep_endpoints import KeepEndpoints
from studio.application.keep_keys import KeepKeys
from studio.application.keep_library import KeepLibrary
from studio.application.keep_uploads import KeepUploads
from studio.application.offer_voices import OfferVoices
from studio.application.pause_service import EnsureOpen
from studio.application.read_balance import ReadBalance
from studio.application.recall_answer import RecallAnswer
from studio.application.repeat_job import RepeatJob
from studio.application.submit_job import SubmitJob
from studio.application.tell_endpoint import TellEndpoint
from studio.dialects.engine import Engine
from studio.http import create_app
from tests.fakes import (
    CountingRandomness,
    FakeDeliveries,
    FakeErasures,
    FakeSampleOrders,
    FakeSeal,
    InMemoryAccounts,
    InMemoryArtifacts,
    InMemoryDeliveryLog,
    InMemoryEndpoints,
    InMemoryJobs,
    InMemoryPastRuns,
    InMemoryPeople,
    InMemoryTraffic,
    SignedIn,
    SteppingClock,
    insist,
    key_ids,
)


async def a_moment(seconds: float) -> None:
    """As `asyncio.sleep`, without the waiting."""
    await asyncio.sleep(0)


class House:
    def __init__(self, *, nap: Callable[[float], None] = time.sleep) -> None:
        self.clock, randomness = SteppingClock(), CountingRandomness()
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.ledger = self.jobs.ledger
        self.stamp = Stamp(self.clock, randomness)
        self.accounts, self.past_runs = InMemoryAccounts(), InMemoryPastRuns()
        self.people = InMemoryPeople()
        issue_key = IssueKey(key_ids, SteppingClock(), randomness)
        self.create_account = CreateAccount(
            self.accounts, self.people, issue_key, self.clock, randomness
        )
        find_jobs = FindJobs(self.jobs, self.jobs, self.artifacts, self.clock)
        self.advance = AdvanceJob(
            self.jobs, self.jobs, self.artifacts, self.clock, self.stamp, self.ledger, insist()
        )
        self.erasures, self.sign_ins = FakeErasures(), SignedIn()
        self.endpoints, self.delivery_log = InMemoryEndpoints(), InMemoryDeliveryLog()
        self.deliveries = FakeDeliveries()
        self.sample_orders = FakeSampleOrders()
        self.traffic = InMemoryTraffic()
        ensure_open = EnsureOpen(self.traffic)
        self.engine = Engine(
            count_request=CountRequest(self.traffic, SteppingClock()),
            ensure_open=ensure_open,
            keys=KeepKeys(self.accounts, issue_key, SteppingClock(), insist()),
            authenticate=Authenticate(self.accounts, key_ids, self.sign_ins, SteppingClock()),
            submit_job=SubmitJob(
                self.jobs,
                self.artifacts,
                self.ledger,
                self.clock,
                randomness,
                self.stamp,
                insist(),
                self.past_runs,
                ensure_open,
            ),
            recall_answer=RecallAnswer(self.ledger, self.clock),
            estimate_job=EstimateJob(ReadBalance(self.ledger, self.clock)),
            find_jobs=find_jobs,
            follow_job=FollowJob(self.jobs, self.clock, a_moment),
            repeat_job=RepeatJob(self.jobs, self.artifacts),
            balance=ReadBalance(self.ledger, self.clock),
            cancel_job=CancelJob(self.advance),
            await_job=AwaitJob(find_jobs, self.clock, nap),
            endpoints=KeepEndpoints(
                self.endpoints, self.delivery_log, FakeSeal(), self.clock, randomness
            ),
            tell_endpoint=TellEndpoint(
                self.endpoints,
                self.delivery_log,
                self.artifacts,
                self.deliveries,
                self.clock,
                randomness,
            ),
            uploads=KeepUploads(self.artifacts, self.clock, randomness),
            voices=OfferVoices(self.artifacts, self.sample_orders, self.clock, "espeak"),
            account=KeepAccount(
                self.accounts,
                ReadBalance(self.ledger, self.clock),
                ExportAccount(
                    self.accounts,
                    self.ledger,
                    self.jobs,
                    self.jobs.videos,
                    self.endpoints,
                    self.delivery_log,
                    self.jobs,
                    self.artifacts,
                ),
                self.erasures,
                self.clock,
                insist(),
            ),
            library=KeepLibrary(
                self.jobs.videos,
                find_jobs,
                EraseJob(self.jobs, self.jobs, self.artifacts, self.delivery_log, insist()),
                self.erasures,
                self.clock,
            ),
        )

    def client(self, key: str) -> TestClient:
        """Calls with a key; an error of ours is an answer, too."""
        http = TestClient(create_app(self.engine), raise_server_exceptions=False)
        http.headers["Authorization"] = f"Bearer {key}"
        return http
