"""The same key with the same order gets the same answer; with another one it gets a conflict."""

from datetime import timedelta

import pytest

from studio.domain.account import Caller
from studio.domain.brief import JobId
from studio.domain.errors import Busy
from tests.builders import NOON
from tests.house import House

ORDER = {"topic": "hash tables"}


class Repeating(House):
    def __init__(self):
        super().__init__()
        self.account = self.create_account("mine")
        self.http = self.client(self.account.live)

    def order(self, key="k", *, prefix="/api/v1", route="/jobs", **request):
        body = request or {"json": ORDER}
        return self.http.post(f"{prefix}{route}", headers={"Idempotency-Key": key}, **body)


@pytest.fixture
def house():
    return Repeating()


def test_a_repetition_gets_the_same_bytes_and_says_so(house):
    first, second = house.order(), house.order()

    assert (first.status_code, second.status_code) == (202, 202)
    assert second.content == first.content
    assert second.headers["content-type"] == first.headers["content-type"]
    assert second.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert len(house.jobs.jobs) == 1


def test_the_answer_stays_whatever_becomes_of_the_job(house):
    first = house.order()
    job_id = JobId(first.json()["id"])
    job = house.jobs.get(job_id).start(at=NOON)
    house.jobs.jobs[job_id] = job.succeed(at=NOON, outputs=("final.mp4",), duration=3, warnings=())

    assert house.order().content == first.content
    del house.jobs.jobs[job_id]
    assert house.order().content == first.content


def test_fields_may_come_in_another_order_and_with_others_that_are_ignored(house):
    first = house.order(json={"topic": "b-trees", "effort": "low"})
    again = house.order(json={"effort": "low", "topic": "b-trees", "unknown": 1})

    assert again.content == first.content


@pytest.mark.parametrize("other", [{"topic": "b-trees"}, {**ORDER, "effort": "high"}])
def test_another_body_is_a_conflict(house, other):
    house.order()
    answer = house.order(json=other)

    assert answer.status_code == 409
    assert "new key" in answer.json()["detail"]
    assert len(house.jobs.jobs) == 1


def test_a_key_of_the_other_mode_is_another_request(house):
    house.order()
    answer = house.http.post(
        "/api/v1/jobs",
        json=ORDER,
        headers={"Idempotency-Key": "k", "Authorization": f"Bearer {house.account.test}"},
    )

    assert answer.status_code == 409


def test_both_prefixes_are_one_route(house):
    assert house.order(prefix="/api").content == house.order().content
    assert len(house.jobs.jobs) == 1


def test_routes_and_accounts_do_not_share_keys(house):
    house.order()
    stranger = house.create_account("somebody")
    theirs = house.client(stranger.live).post(
        "/api/v1/jobs", json=ORDER, headers={"Idempotency-Key": "k"}
    )

    assert theirs.status_code == 202
    assert "idempotent-replayed" not in theirs.headers
    assert house.order(route="/jobs/upload", data=ORDER).status_code == 202
    assert len(house.jobs.jobs) == 3


def test_a_key_lives_for_a_day(house):
    first = house.order()
    house.clock.at += timedelta(hours=24)

    assert house.order().json()["id"] != first.json()["id"]


def test_an_upload_is_repeated_by_its_fields_and_the_contents_of_its_files(house):
    def upload(body, name="a.py"):
        return house.order(route="/jobs/upload", data=ORDER, files={"files": (name, body)})

    first = upload(b"1")

    assert first.status_code == 202
    assert upload(b"1").content == first.content
    assert upload(b"2").status_code == 409
    assert upload(b"1", name="b.py").status_code == 409


@pytest.mark.parametrize("key", ["x" * 200, " with spaces ", "é", "../%2F?#"])
def test_any_200_characters_are_a_key(house, key):
    key = key.encode("latin-1")
    first = house.order(key)

    assert first.status_code == 202
    assert house.order(key).content == first.content


@pytest.mark.parametrize(
    ("key", "detail"),
    [
        ("x" * 201, "Idempotency-Key must be at most 200 characters"),
        ("", "Idempotency-Key must not be empty"),
        ("  ", "Idempotency-Key must not be empty"),
    ],
)
def test_no_more_than_200_characters_and_no_less_than_one(house, key, detail):
    answer = house.order(key)

    assert (answer.status_code, answer.json()) == (400, {"detail": detail})
    assert house.jobs.jobs == {}


def test_a_refusal_is_not_remembered(house):
    assert house.order(json={"topic": ""}).status_code == 422
    assert house.order().status_code == 202


@pytest.mark.parametrize(("headers", "status"), [({}, 503), ({"Idempotency-Key": "k"}, 409)])
def test_too_many_at_once_may_come_again_in_a_moment(house, monkeypatch, headers, status):
    def busy(*_, **__):
        raise Busy

    monkeypatch.setattr(house.jobs, "add", busy)
    answer = house.http.post("/api/v1/jobs", json=ORDER, headers=headers)

    assert answer.status_code == status
    assert int(answer.headers["retry-after"]) > 0


def test_what_was_answered_before_is_known_before_an_order_is_put_together(house, monkeypatch):
    first = house.order()
    monkeypatch.setattr(Caller, "model_copy", None)
    monkeypatch.setattr(type(house.engine.submit_job), "__call__", None)

    assert house.order().content == first.content
