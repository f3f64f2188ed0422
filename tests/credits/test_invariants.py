"""The books under random histories, on stand-in storage and on DynamoDB's; and mistakes seeded."""

import itertools
import os
import uuid

import boto3
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from moto import mock_aws
from pydantic import ValidationError

from studio.domain.errors import Busy
from tests.credits.bugs import BUGS, seeded
from tests.credits.machine import CreditsMachine
from tests.credits.office import Office
from tests.credits.tables import stores

EXAMPLES = int(os.environ.get("MONEY_EXAMPLES", "300"))
QUIET = {
    "suppress_health_check": list(HealthCheck),
    "database": None,
    "print_blob": False,
}


class OnDynamo(CreditsMachine):
    """The same histories on the real adapters, each in tables of its own."""

    numbers = itertools.count()

    def new_office(self) -> Office:
        return Office(*stores(boto3.client("dynamodb"), f"{next(self.numbers)}"))


@pytest.fixture
def aws(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


def test_the_books_agree_after_every_step_of_any_history():
    run_state_machine_as_test(
        CreditsMachine, settings=settings(max_examples=EXAMPLES, stateful_step_count=40, **QUIET)
    )


def test_the_books_agree_on_the_local_cloud(cloud):
    class OnTheLocalCloud(CreditsMachine):
        def new_office(self) -> Office:
            return Office(*stores(cloud.client("dynamodb"), uuid.uuid4().hex))

    run_state_machine_as_test(
        OnTheLocalCloud, settings=settings(max_examples=12, stateful_step_count=25, **QUIET)
    )


def test_the_books_agree_on_dynamodb_as_well(aws):
    run_state_machine_as_test(
        OnDynamo, settings=settings(max_examples=6, stateful_step_count=25, **QUIET)
    )


@pytest.mark.parametrize("bug", BUGS)
def test_the_machine_notices_a_ledger_that(bug):
    hunt = settings(max_examples=300, stateful_step_count=40, phases=[Phase.generate], **QUIET)
    with seeded(bug), pytest.raises((AssertionError, ValidationError, Busy)):
        run_state_machine_as_test(CreditsMachine, settings=hunt)
