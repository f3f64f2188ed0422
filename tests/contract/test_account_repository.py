"""What every store of accounts keeps: the stand-in of the unit tests, and DynamoDB."""

import secrets

import pytest

from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.adapters.system import SystemRandomness
from studio.application.create_account import CreateAccount
from studio.domain.account import KeyId
from studio.domain.api_key import ENTROPY_BYTES, mint
from studio.domain.errors import ApiKeyNotFound, InvalidApiKey
from tests.fakes import InMemoryAccounts, SteppingClock

HOOK = "https://example.com/hooks"


@pytest.fixture(params=["in memory", "dynamodb"])
def accounts(request):
    if request.param == "in memory":
        return InMemoryAccounts()
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["AccountsTable"]
    return DynamoAccounts(cloud.client("dynamodb"), table=table, pepper="pepper")


@pytest.fixture
def opened(accounts):
    return CreateAccount(accounts, SteppingClock(), SystemRandomness())("ci", webhook=HOOK)


def test_a_key_names_its_account_mode_and_kind(accounts, opened):
    callers = [accounts.caller(key) for key in (opened.live, opened.test, opened.kodisc)]

    assert {caller.account_id for caller in callers} == {opened.account_id}
    assert [(caller.kind, caller.mode) for caller in callers] == [
        ("chalkboard", "live"),
        ("chalkboard", "test"),
        ("kodisc", "live"),
    ]


def test_a_key_nobody_was_given_is_refused(accounts):
    with pytest.raises(InvalidApiKey):
        accounts.caller(mint("live", secrets.token_bytes(ENTROPY_BYTES)))


def test_what_is_known_of_a_key_is_found_by_its_id(accounts, opened):
    caller = accounts.caller(opened.kodisc)
    known = accounts.key(caller.key)

    assert known.caller() == caller
    assert (known.webhook, known.secret) == (HOOK, opened.kodisc_webhook_secret)
    assert known.prefix == opened.kodisc[:14]
    assert len({accounts.key(accounts.caller(key).key).secret for key in opened[1:4]}) == 3


@pytest.mark.parametrize("key_id", ["key_0000000000000000", "key#", "acct_1"])
def test_an_id_nobody_was_given_is_not_found(accounts, opened, key_id):
    for wrong in (key_id, opened.account_id, opened.kodisc):
        with pytest.raises(ApiKeyNotFound):
            accounts.key(KeyId(wrong))


def test_no_key_is_readable_in_the_table(cloud):
    table = cloud.stack.physical["AccountsTable"]
    everything = str(cloud.client("dynamodb").scan(TableName=table)["Items"])

    for key in (cloud.keys.live, cloud.keys.test, cloud.keys.kodisc):
        assert key not in everything
        assert key.rpartition("_")[2] not in everything
