"""What every store of accounts keeps: the stand-in of the unit tests, and DynamoDB."""

import secrets
from datetime import timedelta

import pytest

from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.domain.account import Account, ApiKey, KeyId, Person
from studio.domain.brief import AccountId
from studio.domain.errors import (
    AccountConflict,
    AccountNotFound,
    ApiKeyConflict,
    ApiKeyNotFound,
)
from tests.builders import NOON
from tests.fakes import InMemoryAccounts


@pytest.fixture(params=["in memory", "dynamodb"])
def accounts(request):
    if request.param == "in memory":
        return InMemoryAccounts()
    cloud = request.getfixturevalue("cloud")
    table = cloud.stack.physical["AccountsTable"]
    return DynamoAccounts(cloud.client("dynamodb"), table=table)


def an_account(**changes):
    fields = {
        "id": AccountId(f"acct_{secrets.token_hex(8)}"),
        "name": "ci",
        "created_at": NOON,
        "email": "ci@example.com",
        "person": Person(secrets.token_hex(16)),
        "spend_alert": 500,
    }
    return Account(**{**fields, **changes})


def a_key(account, **changes):
    fields = {
        "id": KeyId(f"key_{secrets.token_hex(16)}"),
        "account_id": account.id,
        "kind": "kodisc",
        "mode": "live",
        "prefix": "kdsc_live_abcd",
        "hint": "wxyz",
        "created_at": NOON,
        "webhook": "https://example.com/hooks",
        "secret": "whsec_c2VjcmV0",
    }
    return ApiKey(**{**fields, **changes})


def test_an_account_is_found_by_its_id_and_by_whoever_signs_in_to_it(accounts):
    account = an_account()
    accounts.add(account)

    assert accounts.account(account.id) == account
    assert accounts.of_person(account.person) == account


def test_nobody_elses_id_finds_an_account(accounts):
    account = an_account()
    key = a_key(account)
    accounts.add(account, [key])

    for wrong in ("acct_0", key.id, f"person#{account.person}"):
        with pytest.raises(AccountNotFound):
            accounts.account(AccountId(wrong))
    with pytest.raises(AccountNotFound):
        accounts.of_person(Person("nobody"))


def test_an_account_or_its_person_is_added_once_and_with_all_its_keys_or_none(accounts):
    account = an_account()
    accounts.add(account)
    key = a_key(account)

    for second in (account, an_account(person=account.person)):
        with pytest.raises(AccountConflict):
            accounts.add(second, [key])
    with pytest.raises(ApiKeyNotFound):
        accounts.key(key.id)


def test_of_two_changes_to_one_version_of_an_account_the_second_is_refused(accounts):
    account = an_account()
    accounts.add(account)
    accounts.save(account.changed(banned=True))

    with pytest.raises(AccountConflict):
        accounts.save(account.changed(name="somebody slower"))
    with pytest.raises(AccountConflict):
        accounts.save(an_account().changed(name="never added"))
    assert accounts.account(account.id) == account.changed(banned=True)


def test_what_is_known_of_a_key_is_found_by_its_id(accounts):
    account = an_account()
    key = a_key(account, expires_at=NOON + timedelta(days=1))
    accounts.add(account, [key])

    assert accounts.key(key.id) == key
    for wrong in ("key_0", account.id, f"person#{account.person}", "key_" + "0" * 3000):
        with pytest.raises(ApiKeyNotFound):
            accounts.key(KeyId(wrong))


def test_an_accounts_keys_are_its_own_newest_first(accounts):
    account, other = an_account(), an_account()
    first, second = a_key(account), a_key(account, created_at=NOON + timedelta(seconds=1))
    accounts.add(account, [first])
    accounts.add(other, [a_key(other)])
    accounts.add_key(second)

    assert accounts.keys_of(account.id) == [second, first]
    assert accounts.keys_of(AccountId("acct_0")) == []


def test_a_key_is_added_once(accounts):
    key = a_key(an_account())
    accounts.add_key(key)

    with pytest.raises(ApiKeyConflict):
        accounts.add_key(key)


def test_a_revocation_is_not_undone_by_somebody_who_read_the_key_before(accounts):
    key = a_key(an_account())
    accounts.add_key(key)
    accounts.save_key(key.revoked(NOON))

    with pytest.raises(ApiKeyConflict):
        accounts.save_key(key.used(NOON))
    assert accounts.key(key.id).revoked_at == NOON


def test_no_key_is_readable_in_the_table(cloud):
    table = cloud.stack.physical["AccountsTable"]
    everything = str(cloud.client("dynamodb").scan(TableName=table)["Items"])

    for key in (cloud.keys.live, cloud.keys.test, cloud.keys.kodisc):
        assert key not in everything
        assert key.rpartition("_")[2] not in everything
