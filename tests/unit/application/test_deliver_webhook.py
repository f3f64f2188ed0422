"""One attempt to tell a URL: what is sent, and what becomes of it and of the endpoint."""

import json
from itertools import pairwise

import pytest

from studio.application.artifacts import webhook_body_key
from studio.domain.errors import DestinationRefused, DestinationUnreachable
from studio.domain.job import JobStatus
from studio.domain.webhook_endpoint import OVERLAP
from tests.builders import JOB, NOON, OWNER, a_job, an_endpoint
from tests.receiver import verify
from tests.unit.application.hooks import NEW, SECRET, URL, World, a_kodisc_job, over


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
