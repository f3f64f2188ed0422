import pytest

from studio.application.create_account import CreateAccount
from studio.application.issue_key import IssueKey
from studio.domain.errors import AccountExists
from tests.fakes import (
    CountingRandomness,
    InMemoryAccounts,
    InMemoryPeople,
    SteppingClock,
    key_ids,
)

EMAIL, OWN = "ci@example.com", "of my own choice"


class Desk:
    def __init__(self):
        self.accounts, self.people = InMemoryAccounts(), InMemoryPeople()
        clock, randomness = SteppingClock(), CountingRandomness()
        issue = IssueKey(key_ids, clock, randomness)
        self.create = CreateAccount(self.accounts, self.people, issue, clock, randomness)


@pytest.fixture
def desk():
    return Desk()


def test_an_owner_is_let_in_with_a_temporary_password_or_the_one_that_was_given(desk):
    opened = desk.create("ci", email=EMAIL)
    desk.create("cd", email="cd@example.com", password=OWN)

    assert desk.accounts.of_person(desk.people.added[EMAIL]).id == opened.account_id
    assert desk.people.passwords == {
        EMAIL: (opened.password, True),
        "cd@example.com": (OWN, False),
    }


def test_an_account_without_an_owner_has_keys_and_no_password(desk):
    opened = desk.create("ci")

    assert opened.password is None
    assert len(desk.accounts.keys_of(opened.account_id)) == 3
    assert desk.people.added == {}


def test_a_person_has_one_account_and_keeps_the_password(desk):
    first = desk.create("ci", email=EMAIL)

    with pytest.raises(AccountExists, match=first.account_id):
        desk.create("ci", email=EMAIL.upper(), password=OWN)
    assert desk.people.passwords[EMAIL] == (first.password, True)
    assert len(desk.accounts.accounts) == 1


def test_what_failed_halfway_can_be_tried_again(desk):
    desk.people.add(EMAIL)

    assert desk.create("ci", email=EMAIL).account_id in desk.accounts.accounts


@pytest.mark.parametrize(
    "wrong",
    [{"requests_a_minute": 0}, {"credits_a_day": -1}, {"requests": 5}, {"webhook": "http://x"}],
)
def test_a_limit_or_webhook_that_makes_no_sense_opens_nothing(desk, wrong):
    with pytest.raises(ValueError, match=r"limit|greater|Extra|https"):
        desk.create("ci", email=EMAIL, **wrong)

    assert (desk.accounts.accounts, desk.people.added) == ({}, {})
