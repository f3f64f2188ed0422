"""What every counter of requests and switch of the service does: in memory, and DynamoDB."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ReadTimeoutError

from studio.adapters.dynamodb_traffic import DynamoTraffic
from studio.domain.brief import AccountId
from studio.domain.pause import Pause
from tests.builders import NOON
from tests.fakes import InMemoryTraffic


@pytest.fixture(params=["in memory", "dynamodb"])
def traffic(request):
    if request.param == "in memory":
        return InMemoryTraffic()
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["TrafficTable"]
    return DynamoTraffic(cloud.client("dynamodb"), table=table)


@pytest.fixture
def account():
    return AccountId(f"acct_{secrets.token_hex(8)}")


def test_requests_are_counted_for_each_account_and_window(traffic, account):
    other = AccountId(f"{account}_other")

    assert [traffic.count(account, 1) for _ in range(3)] == [1, 2, 3]
    assert traffic.count(account, 2) == 1
    assert traffic.count(other, 1) == 1


def test_requests_at_the_same_time_are_each_counted(traffic, account):
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _: traffic.count(account, 1), range(40)))

    assert sorted(counts) == list(range(1, 41))


def test_the_service_is_paused_until_it_is_not(traffic):
    pause = Pause(since=NOON, retry_after=60, reason="a rehearsal")
    traffic.set_pause(pause)
    try:
        assert traffic.pause() == pause
    finally:
        traffic.set_pause(None)
    assert traffic.pause() is None


def test_what_cannot_be_counted_is_let_through_and_logged(cloud, account, caplog):
    traffic = DynamoTraffic(cloud.client("dynamodb"), table="no-such-table")

    assert traffic.count(account, 1) is None
    assert account in caplog.text


class Slow:
    def update_item(self, **_):
        raise ReadTimeoutError(endpoint_url="https://dynamodb.invalid")


def test_who_has_no_time_to_count_still_knows_whether_orders_are_taken(cloud, account):
    table = cloud.stack.physical["TrafficTable"]
    traffic = DynamoTraffic(cloud.client("dynamodb"), table=table, impatient=Slow())

    assert traffic.count(account, 1) is None
    assert traffic.pause() is None


def test_a_count_is_forgotten_after_its_window(cloud, account):
    table, client = cloud.stack.physical["TrafficTable"], cloud.client("dynamodb")
    DynamoTraffic(client, table=table).count(account, 1_000)
    key = {"id": {"S": f"requests#{account}#1000"}}
    item = client.get_item(TableName=table, Key=key)["Item"]
    ttl = client.describe_time_to_live(TableName=table)["TimeToLiveDescription"]

    assert 1_001 * 60 < int(item["expires_at"]["N"]) < 1_100 * 60
    assert ttl["AttributeName"] == "expires_at"
