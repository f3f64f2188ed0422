import json
from itertools import pairwise

import pytest

from studio.application.deliver_webhook import DeliverWebhook
from studio.application.redeliver_webhook import RedeliverWebhook
from studio.application.relay_changes import RelayChanges
from studio.domain.account import Account, ApiKey, KeyId
from studio.domain.errors import DestinationRefused, DestinationUnreachable, NothingToDeliver
from studio.domain.job import JobStatus
from studio.domain.webhook import verify
from tests.builders import JOB, NOON, OWNER, a_job, an_event
from tests.fakes import (
    CountingRandomness,
    FakeBus,
    FakeDeliveries,
    FakeExecutions,
    FakeOutbound,
    InMemoryAccounts,
    InMemoryArtifacts,
    InMemoryDeliveryLog,
    InMemoryJobs,
    InMemoryPastRuns,
    SteppingClock,
)

URL = "https://hooks.example/token-in-a-path"
KEY = KeyId("key_1")
SECRET = "whsec_c2VjcmV0"  # noqa: S105


def a_queued_job(**changes):
    return a_job(**{"webhook": URL, "key": KEY, **changes})


def over(job, status=JobStatus.SUCCEEDED):
    return job.model_copy(update={"status": status, "finished_at": NOON, "version": 3})


class World:
    def __init__(self, job):
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
        self.accounts.add(Account(id=OWNER, name="ci", created_at=NOON), [key])
        self.outbound, self.clock, self.composed = FakeOutbound(), SteppingClock(), 0

    def body_of(self, job):
        self.composed += 1
        return json.dumps({"jobId": job.id, "composed": self.composed}).encode()

    def deliver(self, *, delivery="first", number=1):
        deliver = DeliverWebhook(
            self.jobs,
            self.accounts,
            self.artifacts,
            self.log,
            self.outbound,
            self.clock,
            self.body_of,
        )
        return deliver(JOB, delivery=delivery, number=number)


@pytest.fixture
def relayed():
    executions, deliveries, bus = FakeExecutions(), FakeDeliveries(), FakeBus()
    return RelayChanges(executions, deliveries, bus, InMemoryPastRuns()), deliveries, bus


@pytest.mark.parametrize("status", [JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED])
def test_the_end_of_a_job_starts_one_delivery_however_often_it_is_relayed(relayed, status):
    relay, deliveries, _ = relayed
    before, after = a_queued_job(), over(a_queued_job(), status)
    for _ in range(3):
        relay(before, after)

    assert deliveries.started == [(JOB, f"webhook-{JOB}")]


def test_a_job_that_nobody_wants_to_be_told_of_starts_no_delivery(relayed):
    relay, deliveries, bus = relayed
    relay(a_queued_job(webhook=None), over(a_queued_job(webhook=None)))

    assert deliveries.started == []
    assert len(bus.published) == 1


def test_nothing_but_the_end_of_a_job_starts_a_delivery(relayed):
    relay, deliveries, _ = relayed
    relay(None, a_queued_job())
    relay(a_queued_job(), a_queued_job(status=JobStatus.RUNNING))
    relay(over(a_queued_job()), over(a_queued_job()))
    relay(over(a_queued_job()), None)

    assert deliveries.started == []


def test_the_url_is_not_announced(relayed):
    relay, _, bus = relayed
    relay(a_queued_job(), over(a_queued_job()))

    assert URL not in str(bus.published)


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (JobStatus.SUCCEEDED, "completed"),
        (JobStatus.FAILED, "failed"),
        (JobStatus.CANCELLED, "failed"),
    ],
)
def test_the_endpoint_is_sent_a_signed_event(status, event):
    world = World(over(a_queued_job(), status))
    attempt = world.deliver()

    ((url, body, headers),) = world.outbound.sent
    assert (url, json.loads(body)["jobId"], headers["kodisc-event"]) == (URL, JOB, event)
    now = int(attempt.at.timestamp())
    assert verify(headers["kodisc-signature"], body, secret=SECRET, now=now)
    assert (attempt.outcome, attempt.status, attempt.error) == ("delivered", 200, None)


def test_attempts_of_one_delivery_say_the_same_bytes_with_fresh_signatures():
    world = World(over(a_queued_job()))
    world.outbound.answers = [500, 500, 200]
    outcomes = [world.deliver(number=number).outcome for number in (1, 2, 3)]

    assert outcomes == ["failed", "failed", "delivered"]
    for (_, body, headers), (_, later_body, later) in pairwise(world.outbound.sent):
        assert body == later_body
        assert headers["webhook-id"] == later["webhook-id"]
        assert headers["kodisc-signature"] != later["kodisc-signature"]


def test_another_delivery_says_what_is_true_then_under_the_same_id():
    world = World(over(a_queued_job()))
    world.deliver(delivery="first")
    world.deliver(delivery="again")
    (_, body, headers), (_, later_body, later) = world.outbound.sent

    assert body != later_body
    assert headers["webhook-id"] == later["webhook-id"]


@pytest.mark.parametrize(
    ("answer", "status", "outcome", "error"),
    [
        (302, 302, "failed", None),
        (410, 410, "gone", None),
        (DestinationUnreachable("timeout"), 0, "failed", "timeout"),
        (DestinationRefused("address"), 0, "failed", "address"),
    ],
)
def test_every_attempt_is_kept_whatever_came_of_it(answer, status, outcome, error):
    world = World(over(a_queued_job()))
    world.outbound.answers = [answer]
    attempt = world.deliver()

    assert world.log.attempts(JOB) == [attempt]
    assert (attempt.status, attempt.outcome, attempt.error) == (status, outcome, error)
    assert attempt.seconds > 0


@pytest.mark.parametrize("job", [a_queued_job(), over(a_queued_job(webhook=None))])
def test_there_is_nothing_to_deliver_of_an_open_job_or_to_nobody(job):
    world = World(job)
    with pytest.raises(NothingToDeliver):
        world.deliver()
    redeliver = RedeliverWebhook(world.jobs, FakeDeliveries(), world.clock, CountingRandomness())
    with pytest.raises(NothingToDeliver):
        redeliver(JOB)

    assert world.outbound.sent == []


def test_operators_deliver_again_as_often_as_they_like():
    world, deliveries = World(over(a_queued_job())), FakeDeliveries()
    redeliver = RedeliverWebhook(world.jobs, deliveries, world.clock, CountingRandomness())
    names = {redeliver(JOB), redeliver(JOB)}

    assert {name for _, name in deliveries.started} == names
    assert len(names) == 2
    assert all(name.startswith(f"webhook-{JOB}-") and len(name) <= 80 for name in names)
