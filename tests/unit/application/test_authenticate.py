from datetime import timedelta

import pytest

from studio.application.authenticate import Authenticate
from studio.application.create_account import CreateAccount
from studio.application.issue_key import IssueKey, KeyWanted
from studio.domain.account import Person
from studio.domain.errors import AccountBanned, ApiKeyConflict, InvalidApiKey
from tests.builders import NOON
from tests.fakes import (
    CountingRandomness,
    InMemoryAccounts,
    InMemoryPeople,
    SignedIn,
    SteppingClock,
    key_ids,
)

EMAIL = "ci@example.com"


class Office:
    def __init__(self):
        self.accounts, self.clock = InMemoryAccounts(), SteppingClock()
        randomness = CountingRandomness()
        self.issue = IssueKey(key_ids, self.clock, randomness)
        self.people, self.sign_ins = InMemoryPeople(), SignedIn()
        create = CreateAccount(self.accounts, self.people, self.issue, self.clock, randomness)
        self.opened = create("ci", email=EMAIL, requests_a_minute=7, credits_a_day=8)
        self.authenticate = Authenticate(self.accounts, key_ids, self.sign_ins, self.clock)
        self.accounts.reads = 0

    def change(self, **changes):
        account = self.accounts.account(self.opened.account_id)
        self.accounts.save(account.changed(**changes))
        self.accounts.reads = 0

    def token(self):
        return self.sign_ins.token_of(self.people.added[EMAIL])

    def known(self):
        return self.accounts.key(key_ids(self.opened.live))


@pytest.fixture
def office():
    return Office()


def test_both_keys_of_an_account_name_it_in_their_mode_with_its_limits(office):
    for key, mode in ((office.opened.live, "live"), (office.opened.test, "test")):
        caller = office.authenticate(key)

        assert (caller.account_id, caller.mode) == (office.opened.account_id, mode)
        assert (caller.requests_a_minute, caller.credits_a_day, caller.via) == (7, 8, "key")


def test_a_key_opens_its_own_api_and_no_other(office):
    live, test, kodisc = office.opened[1:4]

    assert office.authenticate(kodisc, kind="kodisc").account_id == office.opened.account_id
    office.accounts.reads = 0
    for key, kind in ((live, "kodisc"), (test, "kodisc"), (kodisc, "chalkboard")):
        with pytest.raises(InvalidApiKey):
            office.authenticate(key, kind=kind)
    assert office.accounts.reads == 0


@pytest.mark.parametrize("key", ["", "chk_live_", "chk_live_" + "a" * 38, "kdsc_live_x", "é" * 47])
def test_a_malformed_key_is_refused_without_a_look_at_the_database(office, key):
    with pytest.raises(InvalidApiKey):
        office.authenticate(key)

    assert office.accounts.reads == 0


def test_a_well_formed_unknown_key_is_refused(office):
    key, _never_stored = office.issue(office.opened.account_id, KeyWanted("live"))

    with pytest.raises(InvalidApiKey):
        office.authenticate(key)


def test_a_key_that_was_revoked_opens_nothing(office):
    office.accounts.save_key(office.known().revoked(NOON))

    with pytest.raises(InvalidApiKey):
        office.authenticate(office.opened.live)


def test_a_key_opens_until_it_expires(office):
    soon = office.clock.at + timedelta(seconds=3)
    key, known = office.issue(office.opened.account_id, KeyWanted("live", expires_at=soon))
    office.accounts.add_key(known)

    assert office.authenticate(key).key == known.id
    office.clock.at = soon
    with pytest.raises(InvalidApiKey):
        office.authenticate(key)


def test_a_banned_account_is_told_so_and_a_closed_one_is_not_known(office):
    office.change(banned=True)
    with pytest.raises(AccountBanned):
        office.authenticate(office.opened.live)

    office.change(closed_at=NOON)
    with pytest.raises(InvalidApiKey):
        office.authenticate(office.opened.live)


def test_the_bad_keys_of_a_banned_account_are_bad_keys(office):
    office.change(banned=True)
    office.accounts.save_key(office.known().revoked(NOON))

    with pytest.raises(InvalidApiKey):
        office.authenticate(office.opened.live)


def test_the_day_a_key_was_last_used_is_noted_once(office):
    for _ in range(3):
        office.authenticate(office.opened.live)
    assert (office.known().last_used_at, office.known().version) == (NOON.date(), 2)

    office.clock.at += timedelta(days=1)
    office.authenticate(office.opened.live)
    assert office.known().last_used_at == NOON.date() + timedelta(days=1)


def test_two_first_calls_of_a_day_are_both_let_in(office, monkeypatch):
    def lost(key):
        raise ApiKeyConflict(key.id)

    monkeypatch.setattr(office.accounts, "save_key", lost)

    assert office.authenticate(office.opened.live).mode == "live"


def test_whoever_signs_in_is_the_owner_with_the_accounts_limits(office):
    caller = office.authenticate(office.token())

    assert (caller.account_id, caller.mode) == (office.opened.account_id, "live")
    assert (caller.via, caller.key, caller.requests_a_minute) == ("session", None, 7)


def test_a_token_that_is_not_ours_is_refused_without_a_look_at_the_database(office):
    office.accounts.reads = 0
    for token in ("header.nobody.signature", "a.b", "..", "x." * 5000):
        with pytest.raises(InvalidApiKey):
            office.authenticate(token)

    assert office.accounts.reads == 0


def test_a_person_without_an_account_is_nobody(office):
    token = office.sign_ins.token_of(Person("somebody else"))

    with pytest.raises(InvalidApiKey):
        office.authenticate(token)


def test_kodisc_takes_no_tokens(office):
    with pytest.raises(InvalidApiKey):
        office.authenticate(office.token(), kind="kodisc")


def test_a_ban_and_the_end_of_an_account_hold_for_sessions_too(office):
    office.change(banned=True)
    with pytest.raises(AccountBanned):
        office.authenticate(office.token())

    office.change(closed_at=NOON)
    with pytest.raises(InvalidApiKey):
        office.authenticate(office.token())
