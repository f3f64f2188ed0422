"""API keys over HTTP: made, listed and revoked by whoever is signed in."""

from datetime import UTC, datetime, timedelta

import pytest

from studio.domain.api_key import kind_of
from tests.unit.dialects.access import KEYS, Access


@pytest.fixture
def access():
    return Access()


def test_a_key_is_shown_once_and_listed_without_itself(access):
    made = access.made(name="  deploy  ", mode="test")
    (listed, *others) = access.session.get(KEYS).json()

    assert (made["mode"], made["name"], made["webhook_secret"]) == ("test", "deploy", None)
    assert made["key"].startswith("chk_test_")
    assert listed == {k: v for k, v in made.items() if k not in {"key", "webhook_secret"}}
    assert made["key"].startswith(listed["prefix"])
    assert made["key"].endswith(listed["hint"])
    assert len(others) == 3
    assert access.client(made["key"]).get("/api/v1/jobs").status_code == 200


def test_the_list_says_the_day_of_a_keys_last_use(access):
    access.live.get("/api/v1/jobs")
    used = {key["name"]: key["last_used_at"] for key in access.session.get(KEYS).json()}

    assert used == {"live": "2026-11-21T00:00:00Z", "test": None, "kodisc": None}


def test_a_kodisc_key_comes_with_its_webhook_secret(access):
    made = access.made(kind="kodisc")

    assert kind_of(made["key"]) == "kodisc"
    assert made["webhook_secret"].startswith("whsec_")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"mode": "prod"},
        {"kind": "kodisc", "mode": "test"},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"expires_at": "2999-01-01T00:00:00"},
        {"expires_at": "soon"},
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(access, wrong):
    answer = access.session.post(KEYS, json={"name": "ci", **wrong})

    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], list)
    assert len(access.session.get(KEYS).json()) == 3


def test_a_key_may_expire(access):
    soon = datetime.now(UTC) + timedelta(hours=1)

    assert access.made(expires_at=soon.isoformat())["is_active"]


def test_a_revoked_key_opens_nothing_at_once_and_stays_in_the_list(access):
    made = access.made()
    client = access.client(made["key"])
    assert client.get("/api/v1/jobs").status_code == 200

    for _ in range(2):
        assert access.session.delete(f"{KEYS}/{made['id']}").status_code == 204
    assert client.get("/api/v1/jobs").status_code == 401
    (listed,) = [key for key in access.session.get(KEYS).json() if key["id"] == made["id"]]
    assert (listed["is_active"], listed["revoked_at"] is not None) == (False, True)


def test_a_foreign_key_is_as_unknown_as_one_that_never_was(access):
    other = access.create_account("other")
    (foreign, *_) = access.accounts.keys_of(other.account_id)
    answers = [access.session.delete(f"{KEYS}/{key}") for key in (foreign.id, "key_nope", "%00")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert access.client(other.kodisc).get("/api/v2/me").status_code == 200


def test_an_api_key_manages_no_keys(access):
    answers = [
        access.live.get(KEYS),
        access.live.post(KEYS, json={"name": "ci"}),
        access.live.delete(f"{KEYS}/x"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert all("signed-in" in answer.json()["detail"] for answer in answers)


def test_fifty_keys_are_enough(access):
    access.change(requests_a_minute=1000)
    made = [access.made() for _ in range(47)]
    refused = access.session.post(KEYS, json={"name": "ci"})

    assert refused.status_code == 409
    assert "50" in refused.json()["detail"]
    access.session.delete(f"{KEYS}/{made[0]['id']}")
    access.made()
