import json
from itertools import pairwise

import pytest

from studio.application.artifacts import webhook_body_key
from studio.application.deliver_webhook import AccountEndpoint, DeliverWebhook, JobUrl
from studio.application.dispatch_webhooks import DispatchWebhooks
from studio.application.redeliver_webhook import RedeliverWebhook
from studio.application.relay_changes import RelayChanges
from studio.domain.account import ApiKey, KeyId
from studio.domain.errors import DestinationRefused, DestinationUnreachable, NothingToDeliver
from studio.domain.job import Dialect, JobStatus
from studio.domain.webhook import verify
from studio.domain.webhook_endpoint import OVERLAP, SealedSecrets
from tests.builders import JOB, NOON, OWNER, a_job, an_endpoint, an_event
from tests.fakes import (
    CountingRandomness,
    FakeBus,
    FakeDeliveries,
    FakeExecutions,
    FakeOutbound,
    FakeSeal,
    InMemoryAccounts,
    InMemoryArtifacts,
    InMemoryDeliveryLog,
    InMemoryEndpoints,
    InMemoryJobs,
    InMemoryPastRuns,
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


# --------------------------------------------------------------- whom to tell


def test_the_url_is_not_announced():
    bus = FakeBus()
    relay = RelayChanges(FakeExecutions(), bus, InMemoryPastRuns())
    relay(a_kodisc_job(), over(a_kodisc_job()))

    assert len(bus.published) == 1
    assert URL not in str(bus.published)


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
@pytest.mark.parametrize("status", [JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED])
def test_the_end_of_a_job_starts_one_delivery_however_often_it_is_announced(job, status):
    world = World(over(job, status), an_endpoint())
    started = [world.dispatch(JOB) for _ in range(3)]

    assert started[0] == started[1] == started[2]
    assert list(world.deliveries.started) == started[0]
    assert len(started[0]) == 1


def test_what_is_told_is_said_once_and_kept_though_it_is_dispatched_again():
    world = World(over(a_job()), an_endpoint(), an_endpoint(id="whk_2"))
    world.dispatch(JOB)
    keys = {delivery.body_key for delivery in world.deliveries.started.values()}
    (key,) = keys
    first = world.artifacts.get(key)
    world.dispatch(JOB)

    assert world.artifacts.get(key) == first
    assert len(world.deliveries.started) == 2
    assert len({delivery.message for delivery in world.deliveries.started.values()}) == 1


def test_only_active_endpoints_of_the_account_that_asked_for_the_event_are_told():
    world = World(
        over(a_job(), JobStatus.CANCELLED),
        an_endpoint(id="whk_asked", events=("job.completed", "job.cancelled")),
        an_endpoint(id="whk_other", events=("job.completed", "job.failed")),
        an_endpoint(id="whk_disabled", disabled_at=NOON),
        an_endpoint(id="whk_theirs", account="acct_2"),
    )
    world.dispatch(JOB)

    assert [d.endpoint for d in world.deliveries.started.values()] == ["whk_asked"]


def test_an_apis_jobs_are_told_in_its_own_way_alone():
    kodisc = World(over(a_kodisc_job(webhook=None)), an_endpoint())
    chalkboard = World(over(a_job(webhook=URL, key=KEY)))

    assert kodisc.dispatch(JOB) == chalkboard.dispatch(JOB) == []
    assert kodisc.composed == chalkboard.composed == 0


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
def test_there_is_nothing_to_deliver_of_an_open_job(job):
    world = World(job, an_endpoint())
    with pytest.raises(NothingToDeliver):
        world.dispatch(JOB)
    with pytest.raises(NothingToDeliver):
        world.redeliver(JOB)

    assert world.deliveries.started == {}


def test_there_is_nothing_to_deliver_again_to_nobody():
    with pytest.raises(NothingToDeliver):
        World(over(a_kodisc_job(webhook=None))).redeliver(JOB)


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
def test_operators_deliver_again_as_often_as_they_like(job):
    world = World(over(job), an_endpoint())
    first, second, third = world.dispatch(JOB), world.redeliver(JOB), world.redeliver(JOB)

    names = {*first, *second, *third}
    assert set(world.deliveries.started) == names
    assert len(names) == 3
    assert all(len(name) <= 80 for name in names)
    assert len({delivery.message for delivery in world.deliveries.started.values()}) == 1


def test_a_kodisc_job_is_told_anew_each_time_for_its_links_grow_old():
    world = World(over(a_kodisc_job()))
    world.dispatch(JOB)
    world.redeliver(JOB)
    first, again = world.deliveries.started.values()

    assert world.artifacts.get(first.body_key) != world.artifacts.get(again.body_key)


# ---------------------------------------------------------------- one attempt


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (JobStatus.SUCCEEDED, "completed"),
        (JobStatus.FAILED, "failed"),
        (JobStatus.CANCELLED, "failed"),
    ],
)
def test_a_kodisc_url_is_sent_a_signed_event(status, event):
    world = World(over(a_kodisc_job(), status))
    attempt = world.deliver()

    ((url, body, headers),) = world.outbound.sent
    assert (url, json.loads(body)["jobId"], headers["kodisc-event"]) == (URL, JOB, event)
    now = int(attempt.at.timestamp())
    assert verify(headers["kodisc-signature"], body, secret=SECRET, now=now)
    assert (attempt.outcome, attempt.status, attempt.error) == ("delivered", 200, None)
    assert not any(name.startswith("x-chalkboard") for name in headers)


def test_an_endpoint_is_sent_a_signed_event():
    world = World(over(a_job(), JobStatus.FAILED), an_endpoint())
    attempt = world.deliver()

    ((url, body, headers),) = world.outbound.sent
    assert url == an_endpoint().url
    assert headers["x-chalkboard-event"] == "job.failed"
    assert headers["x-chalkboard-delivery"] == attempt.delivery.id
    now = int(attempt.at.timestamp())
    assert verify(headers["x-chalkboard-signature"], body, secret=SECRET, now=now)
    assert world.endpoint().last_delivered_at == attempt.at


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
def test_attempts_of_one_delivery_say_the_same_bytes_with_fresh_signatures(job):
    world = World(over(job), an_endpoint())
    world.outbound.answers = [500, 500, 200]
    outcomes = [world.deliver(number=number).outcome for number in (1, 2, 3)]

    assert outcomes == ["failed", "failed", "delivered"]
    for (_, body, headers), (_, later_body, later) in pairwise(world.outbound.sent):
        assert body == later_body
        assert headers["webhook-id"] == later["webhook-id"]
        assert {n for n in headers if headers[n] != later[n]} >= {
            name for name in headers if name.endswith("-signature")
        }


def test_a_day_after_a_rotation_only_the_new_secret_signs():
    world = World(over(a_job()), an_endpoint())
    endpoint = world.endpoint()
    sealed = world.seal.close(NEW, context=endpoint.seal)
    world.endpoints.rotate(OWNER, endpoint.id, sealed, until=NOON + OVERLAP)
    world.deliver()
    world.clock.at = NOON + OVERLAP
    world.deliver()
    (_, body, during), (_, _, after) = world.outbound.sent

    assert signed_by(during, body, SECRET, NOON)
    assert signed_by(during, body, NEW, NOON)
    assert not signed_by(after, body, SECRET, NOON + OVERLAP)
    assert signed_by(after, body, NEW, NOON + OVERLAP)


def signed_by(headers, body, secret, at):
    now = int(at.timestamp())
    return verify(headers["x-chalkboard-signature"], body, secret=secret, now=now)


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
@pytest.mark.parametrize(
    ("answer", "status", "outcome", "error"),
    [
        (302, 302, "failed", None),
        (410, 410, "gone", None),
        (DestinationUnreachable("timeout"), 0, "failed", "timeout"),
        (DestinationRefused("address"), 0, "failed", "address"),
    ],
)
def test_every_attempt_is_kept_whatever_came_of_it(job, answer, status, outcome, error):
    world = World(over(job), an_endpoint())
    world.outbound.answers = [answer]
    attempt = world.deliver()

    assert world.log.attempts(JOB) == [attempt]
    assert (attempt.status, attempt.outcome, attempt.error) == (status, outcome, error)
    assert attempt.seconds > 0
    assert (attempt.retry_at is not None) == (outcome == "failed")


def test_after_a_success_or_the_last_failure_no_other_attempt_is_announced():
    world = World(over(a_job()), an_endpoint())
    world.outbound.answers = [200, 500]

    assert world.deliver().retry_at is None
    assert world.deliver(number=7, pause=None).retry_at is None


def test_an_endpoint_that_is_gone_is_disabled_at_once():
    world = World(over(a_job()), an_endpoint())
    world.outbound.answers = [410]
    world.deliver()

    assert (world.endpoint().is_active, world.endpoint().disabled_reason) == (False, "gone")


def test_an_endpoint_is_disabled_when_nothing_follows_a_failure_and_not_before():
    world = World(over(a_job()), an_endpoint())
    world.outbound.answers = [500] * 7
    for number in range(1, 7):
        world.deliver(number=number)
    assert world.endpoint().is_active
    assert world.endpoint().consecutive_failures == 6
    world.deliver(number=7, pause=None)

    assert (world.endpoint().is_active, world.endpoint().disabled_reason) == (False, "failing")


def test_a_success_forgives_the_failures_before_it():
    world = World(over(a_job()), an_endpoint())
    world.outbound.answers = [500, 500, 200]
    for number in (1, 2, 3):
        world.deliver(number=number)

    assert world.endpoint().consecutive_failures == 0


@pytest.mark.parametrize("end", ["remove", "disable"])
def test_an_endpoint_that_was_deleted_or_disabled_is_not_called(end):
    world = World(over(a_job()), an_endpoint())
    (name,) = world.dispatch(JOB)
    if end == "remove":
        world.endpoints.remove(OWNER, an_endpoint().id)
    else:
        world.endpoints.disable(OWNER, an_endpoint().id, "gone", at=NOON)

    assert world.deliver(world.deliveries.started[name]) is None
    assert world.outbound.sent == []
    assert world.log.attempts(JOB) == []


def test_the_url_of_a_job_that_was_deleted_is_not_called():
    world = World(over(a_kodisc_job()))
    (name,) = world.dispatch(JOB)
    world.jobs.jobs.clear()

    assert world.deliver(world.deliveries.started[name]) is None
    assert world.outbound.sent == []


def test_what_was_deleted_with_its_job_is_not_sent():
    world = World(over(a_job()), an_endpoint())
    (name,) = world.dispatch(JOB)
    world.artifacts.bodies.clear()

    assert world.deliver(world.deliveries.started[name]) is None
    assert world.outbound.sent == []


def test_what_a_delivery_sends_is_where_jobs_keep_what_is_said_of_them():
    world = World(over(a_job()), an_endpoint())
    (name,) = world.dispatch(JOB)
    delivery = world.deliveries.started[name]

    assert delivery.body_key == webhook_body_key(JOB, delivery.message)
