"""Who gets in, and what is said to whoever does not."""

from datetime import timedelta

import pytest

from studio.domain.api_key import mint
from studio.domain.pause import Pause
from tests.builders import NOON
from tests.unit.dialects.access import KEYS, Access

ORDER = {"topic": "How hash tables work"}


@pytest.fixture
def access():
    return Access()


def bad_credentials(access):
    known = access.accounts.keys
    revoked, expired = access.made(name="revoked"), access.made(name="expired")
    access.session.delete(f"{KEYS}/{revoked['id']}")
    old = known[expired["id"]]
    known[old.id] = old.model_copy(update={"expires_at": NOON - timedelta(days=1)})
    live = access.opened.live
    return [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic Y2k6Y2k=",
        live,
        f"Bearer {live[:-1]}",
        f"Bearer {live} x",
        f"Bearer {live[:-1]}{'a' if live[-1] != 'a' else 'b'}",
        f"Bearer {mint('live', b'0' * 24)}",
        f"Bearer {access.opened.kodisc}",
        f"Bearer {revoked['key']}",
        f"Bearer {expired['key']}",
        "Bearer header.payload.signature",
    ]


def test_every_bad_credential_gets_the_same_bytes(access):
    answers = [access.ask(bad) for bad in bad_credentials(access)]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.content for answer in answers} == {b'{"detail":"Invalid or missing API key"}'}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.parametrize(
    "bad", [None, "Bearer", "Bearer chk_live_x", "Bearer a.b.c", "Bearer chk_live_" + "a" * 38]
)
@pytest.mark.parametrize("path", ["/api/v1/jobs", "/api/jobs", "/api/v2/me"])
def test_a_malformed_credential_reads_nothing_and_counts_nothing(access, bad, path):
    access.accounts.reads = 0

    assert access.ask(bad, path).status_code == 401
    assert access.accounts.reads == 0
    assert not access.traffic.requests


def test_keys_of_one_api_do_not_open_the_other(access):
    assert access.ask(f"Bearer {access.opened.kodisc}").status_code == 401
    for key in (access.opened.live, access.opened.test):
        assert access.ask(f"Bearer {key}", "/api/v2/me").status_code == 401
    token = access.session.headers["authorization"]
    assert access.ask(token, "/api/v2/me").status_code == 401


@pytest.mark.parametrize("name", ["key", "api_key", "access_token", "token", "authorization"])
def test_a_key_in_the_query_opens_nothing(access, name):
    answer = access.http.get("/api/v1/jobs", params={name: access.opened.live})

    assert answer.status_code == 401


def test_whoever_is_signed_in_may_do_what_a_key_may(access):
    job = access.session.post("/api/v1/jobs", json=ORDER)

    assert job.status_code == 202
    assert access.live.get(f"/api/v1/jobs/{job.json()['id']}").status_code == 200


def test_a_banned_account_is_told_so_in_both_apis_and_counts_nothing(access):
    access.change(banned=True)
    kodisc = access.ask(f"Bearer {access.opened.kodisc}", "/api/v2/me")

    assert [access.live.get("/api/v1/jobs").status_code, kodisc.status_code] == [403, 403]
    assert access.session.get("/api/v1/jobs").json() == {"detail": "This account is banned."}
    assert kodisc.json() == {"error": "account_banned", "message": "This account is banned."}
    assert not access.traffic.requests


def test_the_request_after_the_last_is_refused_in_both_apis_until_the_minute_is_over(access):
    answers = [access.live.get("/api/v1/jobs") for _ in range(19)]
    last = access.ask(f"Bearer {access.opened.kodisc}", "/api/v2/me")
    refused = access.live.post("/api/v1/jobs", json=ORDER)
    kodisc = access.ask(f"Bearer {access.opened.kodisc}", "/api/v2/me")

    assert [answer.status_code for answer in (*answers, last)] == [200] * 20
    assert [int(a.headers["ratelimit-remaining"]) for a in (*answers, last)] == [
        *reversed(range(20))
    ]
    assert (refused.status_code, kodisc.status_code) == (429, 429)
    assert refused.json()["detail"].startswith("Rate limit exceeded: 20 requests a minute.")
    assert kodisc.json()["error"] == "rate_limited"
    for answer in (refused, kodisc):
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert answer.headers["ratelimit-remaining"] == "0"
    assert not access.jobs.jobs


def test_every_answer_to_somebody_known_says_what_is_left(access):
    answers = [
        access.live.get("/api/v1/jobs/nope"),
        access.live.post("/api/v1/jobs", json={}),
        access.live.get(KEYS),
        access.ask(f"Bearer {access.opened.kodisc}", "/api/v2/render/nope"),
        access.session.get("/api/jobs"),
    ]

    assert [answer.status_code for answer in answers] == [404, 422, 403, 404, 200]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == [
        "19",
        "18",
        "17",
        "16",
        "15",
    ]
    assert {answer.headers["ratelimit-limit"] for answer in answers} == {"20"}


def test_even_a_fault_of_ours_says_what_is_left(access, monkeypatch):
    monkeypatch.setattr(access.jobs, "owned_by", lambda *args, **kwargs: 1 / 0)
    answer = access.live.get("/api/v1/jobs")

    assert (answer.status_code, answer.headers["ratelimit-remaining"]) == (500, "19")


def test_what_cannot_be_counted_is_let_through(access):
    access.traffic.broken = True
    answer = access.live.get("/api/v1/jobs")

    assert answer.status_code == 200
    assert "ratelimit-limit" not in answer.headers


def test_a_paused_service_takes_no_orders_and_goes_on_reading(access):
    job_id = access.live.post("/api/v1/jobs", json=ORDER).json()["id"]
    access.traffic.set_pause(Pause(since=NOON, retry_after=90))
    kodisc = access.client(access.opened.kodisc)
    body = {"code": "class Hello(Scene): pass", "className": "Hello"}
    refused = [
        access.live.post("/api/v1/jobs", json=ORDER),
        access.live.post("/api/v1/jobs/upload", data=ORDER),
        access.live.post("/api/v1/uploads", json={"files": [{"name": "a.py", "size": 5}]}),
        kodisc.post("/api/v2/render", json=body),
        kodisc.post("/api/v2/frame", json=body),
    ]

    assert {answer.status_code for answer in refused} == {503}
    assert {answer.headers["retry-after"] for answer in refused} == {"90"}
    assert refused[0].json()["detail"].startswith("Service temporarily paused")
    assert refused[3].json()["error"] == "service_paused"
    assert access.live.get(f"/api/v1/jobs/{job_id}").status_code == 200
    assert access.live.post("/api/v1/jobs/estimate", json=ORDER).status_code == 200
    assert len(access.jobs.jobs) == 1

    access.traffic.set_pause(None)
    assert access.live.post("/api/v1/jobs", json=ORDER).status_code == 202
