"""What every log of deliveries keeps: the stand-in of the unit tests, and DynamoDB."""

import secrets
from datetime import timedelta

import pytest

from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog
from studio.domain.brief import JobId
from studio.domain.webhook import Attempt
from tests.builders import NOON
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


def an_attempt(job_id, number=1, **changes):
    fields = {"delivery": f"webhook-{job_id}", "at": NOON + timedelta(minutes=number)}
    fields |= {"number": number, "status": 500, "seconds": 0.25}
    return Attempt(job_id=job_id, **{**fields, **changes})


def test_attempts_come_oldest_first_across_deliveries(log, job_id):
    later = an_attempt(job_id, delivery="again", at=NOON + timedelta(days=1))
    attempts = [an_attempt(job_id, 1), an_attempt(job_id, 2), later]
    for attempt in (attempts[2], attempts[1], attempts[0]):
        log.record(attempt)

    assert list(log.attempts(job_id)) == attempts


def test_an_attempt_that_is_made_twice_is_kept_once(log, job_id):
    log.record(an_attempt(job_id))
    log.record(an_attempt(job_id, status=0, error="timeout"))

    (kept,) = log.attempts(job_id)
    assert (kept.status, kept.error) == (0, "timeout")


def test_another_jobs_attempts_are_not_shown(log, job_id):
    log.record(an_attempt(JobId("another")))

    assert list(log.attempts(job_id)) == []
