"""What every memory of past runs keeps: the stand-in of the unit tests, and DynamoDB's table."""

import uuid

import boto3
import pytest
from botocore.config import Config

from studio.adapters.dynamodb_past_runs import DynamoPastRuns
from studio.domain.expectation import KEPT
from tests.fakes import InMemoryPastRuns


@pytest.fixture(params=["in memory", "dynamodb"])
def runs(request):
    if request.param == "in memory":
        return InMemoryPastRuns()
    cloud = request.getfixturevalue("cloud")
    return DynamoPastRuns(cloud.client("dynamodb"), table=cloud.stack.physical["PastRunsTable"])


@pytest.fixture
def kind():
    return f"topic/{uuid.uuid4()}/low"


def test_a_kind_that_never_ran_has_no_runs(runs, kind):
    assert list(runs.seconds(kind)) == []


def test_runs_are_remembered_by_their_kind_oldest_first(runs, kind):
    for seconds in (3, 1.5, 2):
        runs.add(kind, seconds)
    runs.add(f"{kind}-other", 99)

    assert list(runs.seconds(kind)) == [3, 1.5, 2]


def test_only_the_last_ones_count(runs, kind):
    for seconds in range(KEPT + 3):
        runs.add(kind, seconds)

    assert list(runs.seconds(kind)) == list(range(3, KEPT + 3))


def test_a_table_that_does_not_answer_stops_nobody():
    config = Config(connect_timeout=0.2, retries={"total_max_attempts": 1})
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    nowhere = boto3.client("dynamodb", endpoint_url="http://127.0.0.1:9", config=config, **keys)
    runs = DynamoPastRuns(nowhere, table="runs")
    runs.add("topic/low/low", 1)

    assert list(runs.seconds("topic/low/low")) == []
