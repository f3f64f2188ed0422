"""A job that is over, those who are to be told of it, and what came of telling them."""

import json

from studio.application.deliver_webhook import AccountEndpoint, DeliverWebhook, JobUrl
from studio.application.dispatch_webhooks import DispatchWebhooks
from studio.application.redeliver_webhook import RedeliverWebhook
from studio.domain.account import ApiKey, KeyId
from studio.domain.job import Dialect, JobStatus
from studio.domain.webhook_endpoint import SealedSecrets
from tests.builders import JOB, NOON, OWNER, a_job, an_endpoint, an_event
from tests.fakes import (
    CountingRandomness,
    FakeDeliveries,
    FakeOutbound,
    FakeSeal,
    InMemoryAccounts,
    InMemoryArtifacts,
    InMemoryDeliveryLog,
    InMemoryEndpoints,
    InMemoryJobs,
    SteppingClock,
)

URL = "https://hooks.example/token-in-a-path"
KEY = KeyId("key_1")
SECRET, NEW = "whsec_c2VjcmV0", "whsec_bmV3"
PAUSE = 30.0


def a_kodisc_job(**changes):
    return a_job(**{"dialect": Dialect.KODISC_V2, "webhook": URL, "key": KEY, **changes})


def over(job, status=JobStatus.SUCCEEDED):
    return job.model_copy(update={"status": status, "finished_at": NOON, "version": 3})


class World:
    def __init__(self, job, *endpoints):
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.jobs.add(job, an_event())
        self.accounts, self.log = InMemoryAccounts(), InMemoryDeliveryLog()
        key = ApiKey(
            id=KEY,
            account_id=OWNER,
            kind="kodisc",
            mode="live",
            prefix="k",
            created_at=NOON,
            secret=SECRET,
        )
        self.accounts.add_key(key)
        self.endpoints, self.seal = InMemoryEndpoints(), FakeSeal()
        for endpoint in endpoints:
            sealed = self.seal.close(SECRET, context=endpoint.seal)
            secrets = SealedSecrets(current=sealed)
            self.endpoints.add(endpoint.model_copy(update={"secrets": secrets}))
        self.outbound, self.clock, self.composed = FakeOutbound(), SteppingClock(), 0
        self.deliveries = FakeDeliveries()

    def body_of(self, job):
        self.composed += 1
        return json.dumps({"jobId": job.id, "composed": self.composed}).encode()

    @property
    def dispatch(self):
        bodies = dict.fromkeys(Dialect, self.body_of)
        return DispatchWebhooks(self.jobs, self.endpoints, self.artifacts, self.deliveries, bodies)

    @property
    def redeliver(self):
        return RedeliverWebhook(self.dispatch, self.clock, CountingRandomness())

    def deliver(self, delivery=None, *, number=1, pause=PAUSE):
        if delivery is None:
            (name, *_) = self.dispatch(JOB)
            delivery = self.deliveries.started[name]
        deliver = DeliverWebhook(
            JobUrl(self.jobs, self.accounts, self.clock),
            AccountEndpoint(self.endpoints, self.seal, self.clock),
            self.artifacts,
            self.log,
            self.outbound,
            self.clock,
        )
        return deliver(delivery, number=number, pause=pause)

    def endpoint(self):
        return self.endpoints.get(OWNER, an_endpoint().id)
