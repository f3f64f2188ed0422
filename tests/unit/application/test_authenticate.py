import pytest

from studio.application.authenticate import Authenticate
from studio.application.create_account import CreateAccount
from studio.domain.errors import InvalidApiKey
from tests.fakes import CountingRandomness, InMemoryAccounts, SteppingClock


@pytest.fixture
def accounts():
    return InMemoryAccounts()


@pytest.fixture
def opened(accounts):
    return CreateAccount(accounts, SteppingClock(), CountingRandomness())("ci")


def test_both_keys_of_an_account_name_it_in_their_mode(accounts, opened):
    authenticate = Authenticate(accounts)

    assert authenticate(opened.live).mode == "live"
    assert authenticate(opened.test).mode == "test"
    assert authenticate(opened.live).account_id == opened.account_id


def test_a_key_opens_its_own_api_and_no_other(accounts, opened):
    authenticate = Authenticate(accounts)

    assert authenticate(opened.kodisc, kind="kodisc").account_id == opened.account_id
    for key, kind in (
        (opened.live, "kodisc"),
        (opened.test, "kodisc"),
        (opened.kodisc, "chalkboard"),
    ):
        with pytest.raises(InvalidApiKey):
            authenticate(key, kind=kind)
    assert accounts.looked_up == 1


@pytest.mark.parametrize("key", ["", "chk_live_", "chk_live_" + "a" * 38, "kdsc_live_x", "é" * 47])
def test_a_malformed_key_is_refused_without_a_lookup(accounts, opened, key):
    with pytest.raises(InvalidApiKey):
        Authenticate(accounts)(key)

    assert accounts.looked_up == 0


def test_a_well_formed_unknown_key_is_refused(opened):
    with pytest.raises(InvalidApiKey):
        Authenticate(InMemoryAccounts())(opened.live)
