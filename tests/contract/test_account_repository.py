"""What every store of accounts keeps: the stand-in of the unit tests, and DynamoDB."""

import secrets

import pytest

from studio.adapters.dynamodb import DynamoAccounts
from studio.domain.account import Account
from studio.domain.api_key import ENTROPY_BYTES, mint
from studio.domain.brief import AccountId
from studio.domain.errors import InvalidApiKey
from tests.builders import NOON
from tests.fakes import InMemoryAccounts


@pytest.fixture(params=["in memory", "dynamodb"])
def accounts(request):
    if request.param == "in memory":
        return InMemoryAccounts()
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["AccountsTable"]
    return DynamoAccounts(cloud.client("dynamodb"), table=table, pepper="pepper")


def a_key(mode="live"):
    return mint(mode, secrets.token_bytes(ENTROPY_BYTES))


def an_account():
    return Account(id=AccountId(f"acct_{secrets.token_hex(8)}"), name="ci", created_at=NOON)


def test_a_key_names_its_account_and_mode(accounts):
    account, live, test = an_account(), a_key(), a_key("test")
    accounts.add(account, [live, test])

    assert (accounts.caller(live).account_id, accounts.caller(live).mode) == (account.id, "live")
    assert accounts.caller(test).mode == "test"


def test_a_key_nobody_was_given_is_refused(accounts):
    with pytest.raises(InvalidApiKey):
        accounts.caller(a_key())


def test_no_key_is_readable_in_the_table(cloud):
    table = cloud.stack.physical["AccountsTable"]
    everything = str(cloud.client("dynamodb").scan(TableName=table)["Items"])

    assert cloud.keys.live not in everything
    assert cloud.keys.live.removeprefix("chk_live_") not in everything
