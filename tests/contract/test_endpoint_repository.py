"""What every repository of endpoints does: the stand-in of the unit tests, and DynamoDB."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from studio.adapters.dynamodb_endpoints import DynamoEndpoints
from studio.domain.brief import AccountId
from studio.domain.errors import EndpointNotFound, StudioError, TooManyEndpoints
from studio.domain.webhook_endpoint import MOST, EndpointId, SealedSecrets, new_id
from tests.builders import NOON, an_endpoint
from tests.fakes import InMemoryEndpoints


def dynamo(request):
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["EndpointsTable"]
    return DynamoEndpoints(cloud.client("dynamodb"), table=table)


@pytest.fixture(params=["in memory", "dynamodb"])
def endpoints(request):
    return InMemoryEndpoints() if request.param == "in memory" else dynamo(request)


@pytest.fixture
def account():
    return AccountId(f"acct_{secrets.token_hex(8)}")


def one_of(account, **changes):
    return an_endpoint(**{"id": new_id(secrets.token_bytes), "account": account, **changes})


def test_what_was_added_is_found_as_it_was(endpoints, account):
    rotated = SealedSecrets(current=b"new", previous=b"\0\xff", previous_until=NOON)
    whole = one_of(
        account, description="é", events=("job.failed",), secrets=rotated, disabled_at=NOON,
        disabled_reason="gone", consecutive_failures=3, last_delivered_at=NOON,
    )  # fmt: skip
    plain = one_of(account, created_at=NOON + timedelta(hours=1))
    endpoints.add(plain)
    endpoints.add(whole)

    assert endpoints.get(account, whole.id) == whole
    assert list(endpoints.owned_by(account)) == [whole, plain]


def test_another_accounts_endpoint_is_none(endpoints, account):
    theirs = one_of(AccountId("somebody"))
    endpoints.add(theirs)
    asked = (
        lambda: endpoints.get(account, theirs.id),
        lambda: endpoints.remove(account, theirs.id),
        lambda: endpoints.enable(account, theirs.id),
        lambda: endpoints.rotate(account, theirs.id, b"new", until=NOON),
    )
    for ask in asked:
        with pytest.raises(EndpointNotFound):
            ask()

    assert list(endpoints.owned_by(account)) == []
    assert endpoints.get(theirs.account, theirs.id) == theirs
    endpoints.remove(theirs.account, theirs.id)


@pytest.mark.parametrize(
    "made_up", ["whk_0000000000000000", "count", "whk_", "é", "whk_" + "0" * 3000]
)
def test_an_id_that_nobody_was_given_is_none(endpoints, account, made_up):
    endpoints.add(one_of(account))
    with pytest.raises(EndpointNotFound):
        endpoints.get(account, EndpointId(made_up))
    with pytest.raises(EndpointNotFound):
        endpoints.remove(account, EndpointId(made_up))


def test_an_account_has_twenty_at_most_and_a_deleted_one_makes_room(endpoints, account):
    mine = [one_of(account) for _ in range(MOST)]
    for endpoint in mine:
        endpoints.add(endpoint)
    with pytest.raises(TooManyEndpoints):
        endpoints.add(one_of(account))
    endpoints.remove(account, mine[0].id)
    endpoints.add(one_of(account))

    assert len(endpoints.owned_by(account)) == MOST


def test_not_even_all_at_once(request, account):
    endpoints = dynamo(request)

    def add(_):
        try:
            endpoints.add(one_of(account))
        except StudioError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        added = sum(pool.map(add, range(MOST + 10)))

    assert added == len(endpoints.owned_by(account)) <= MOST


def test_a_rotated_secret_keeps_the_one_before_and_forgets_the_one_before_that(endpoints, account):
    endpoint = one_of(account)
    endpoints.add(endpoint)
    endpoints.rotate(account, endpoint.id, b"second", until=NOON)
    changed = endpoints.rotate(account, endpoint.id, b"third", until=NOON + timedelta(days=1))

    assert changed == endpoints.get(account, endpoint.id)
    expected = SealedSecrets(
        current=b"third", previous=b"second", previous_until=NOON + timedelta(days=1)
    )
    assert changed.secrets == expected


def test_failures_are_counted_until_a_success(endpoints, account):
    endpoint = one_of(account)
    endpoints.add(endpoint)
    endpoints.failed(account, endpoint.id)
    endpoints.failed(account, endpoint.id)
    assert endpoints.get(account, endpoint.id).consecutive_failures == 2
    endpoints.delivered(account, endpoint.id, at=NOON)

    told = endpoints.get(account, endpoint.id)
    assert (told.consecutive_failures, told.last_delivered_at) == (0, NOON)


def test_one_that_is_disabled_stays_what_it_was_until_it_is_enabled(endpoints, account):
    endpoint = one_of(account)
    endpoints.add(endpoint)
    endpoints.failed(account, endpoint.id)
    endpoints.disable(account, endpoint.id, "gone", at=NOON)
    endpoints.disable(account, endpoint.id, "failing", at=NOON + timedelta(hours=1))
    disabled = endpoints.get(account, endpoint.id)
    assert (disabled.disabled_at, disabled.disabled_reason) == (NOON, "gone")
    assert not disabled.is_active

    assert endpoints.enable(account, endpoint.id) == endpoint
    assert endpoints.get(account, endpoint.id).is_active


def test_what_deliveries_note_of_one_that_was_deleted_brings_it_not_back(endpoints, account):
    endpoint = one_of(account)
    endpoints.add(endpoint)
    endpoints.remove(account, endpoint.id)
    endpoints.failed(account, endpoint.id)
    endpoints.delivered(account, endpoint.id, at=NOON)
    endpoints.disable(account, endpoint.id, "gone", at=NOON)

    assert list(endpoints.owned_by(account)) == []
