"""What every log of deliveries keeps: the stand-in of the unit tests, and DynamoDB."""

import secrets
from datetime import timedelta

import pytest

from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog
from studio.domain.brief import JobId
from studio.domain.delivery import Attempt
from studio.domain.errors import DeliveryNotFound
from studio.domain.webhook_endpoint import EndpointId
from tests.builders import NOON, a_delivery
from tests.fakes import InMemoryDeliveryLog


@pytest.fixture(params=["in memory", "dynamodb"])
def log(request):
    if request.param == "in memory":
        return InMemoryDeliveryLog()
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["DeliveriesTable"]
    return DynamoDeliveryLog(cloud.client("dynamodb"), table=table)


@pytest.fixture
def job_id():
    return JobId(secrets.token_hex(8))


@pytest.fixture
def endpoint():
    return EndpointId(f"whk_{secrets.token_hex(8)}")


def an_attempt(delivery, number=1, **changes):
    fields = {"at": NOON + timedelta(minutes=number), "number": number, "status": 500}
    return Attempt(delivery=delivery, **{**fields, "seconds": 0.25, **changes})


def to_url_of(job_id, name="webhook"):
    return a_delivery(id=f"{name}-{job_id}", job_id=job_id, endpoint=None)


def to(endpoint, job_id, name="dlv"):
    return a_delivery(id=f"{name}_{job_id}", job_id=job_id, endpoint=endpoint)


def test_attempts_come_oldest_first_across_deliveries(log, job_id, endpoint):
    first, other = to_url_of(job_id), to(endpoint, job_id)
    later = an_attempt(to_url_of(job_id, "again"), at=NOON + timedelta(days=1))
    between = an_attempt(other, 3)
    attempts = [an_attempt(first, 1), an_attempt(first, 2), between, later]
    for attempt in reversed(attempts):
        log.record(attempt)

    assert list(log.attempts(job_id)) == attempts


def test_pings_are_found_and_forgotten_by_their_endpoint(log, job_id, endpoint):
    ping = an_attempt(a_delivery(id=f"ping_{endpoint}", job_id=None, endpoint=endpoint))
    told = an_attempt(to(endpoint, job_id))
    log.record(ping)
    log.record(told)
    assert list(log.attempts(endpoint)) == [ping]

    log.forget(endpoint)
    assert list(log.attempts(endpoint)) == []
    assert list(log.attempts(job_id)) == [told]


def test_attempts_go_with_their_job(log, job_id, endpoint):
    other = an_attempt(to(endpoint, JobId(secrets.token_hex(8)), "other"))
    for attempt in (an_attempt(to_url_of(job_id)), an_attempt(to(endpoint, job_id)), other):
        log.record(attempt)
    log.forget(job_id)
    log.forget(job_id)

    assert list(log.attempts(job_id)) == []
    assert list(log.latest(endpoint, limit=50)) == [other]


def test_an_attempt_that_is_made_twice_is_kept_once(log, job_id):
    log.record(an_attempt(to_url_of(job_id)))
    log.record(an_attempt(to_url_of(job_id), status=0, error="timeout"))

    (kept,) = log.attempts(job_id)
    assert (kept.status, kept.error) == (0, "timeout")


def test_another_jobs_attempts_are_not_shown(log, job_id):
    log.record(an_attempt(to_url_of(JobId("another"))))

    assert list(log.attempts(job_id)) == []


def test_an_endpoint_is_shown_its_latest_attempts_newest_first(log, endpoint, job_id):
    for number in range(1, 6):
        log.record(an_attempt(to(endpoint, job_id), number))
    log.record(an_attempt(to(EndpointId(endpoint + "2"), job_id, "other"), 6))
    log.record(an_attempt(to_url_of(job_id), 7))

    assert [attempt.number for attempt in log.latest(endpoint, limit=3)] == [5, 4, 3]
    assert len(log.latest(endpoint, limit=50)) == 5


def test_a_ping_is_of_no_job_and_kept_all_the_same(log, endpoint):
    ping = an_attempt(a_delivery(id=f"ping_{endpoint}", job_id=None, endpoint=endpoint), status=200)
    log.record(ping)

    assert list(log.latest(endpoint, limit=50)) == [ping]
    assert log.attempt(endpoint, ping.id) == ping


def test_an_attempt_is_found_at_its_own_endpoint_only(log, endpoint, job_id):
    attempt = an_attempt(to(endpoint, job_id), retry_at=NOON + timedelta(hours=1))
    log.record(attempt)

    assert log.attempt(endpoint, attempt.id) == attempt
    for where, what in ((EndpointId("whk_other"), attempt.id), (endpoint, "dlv_0-1")):
        with pytest.raises(DeliveryNotFound):
            log.attempt(where, what)
