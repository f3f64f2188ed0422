"""What topics cost over the wire, on accounts that have exactly what each test gives them."""

import uuid
from contextlib import ExitStack

import pytest

from tests.e2e.conftest import Account, eventually

TOPIC = {"topic": "binary search"}
HOLD = 14
"""What a test key's job may cost at most."""


class Buyer(Account):
    def ask(self, **headers):
        return self.http.post("/jobs", json=TOPIC, headers=headers)

    def quote(self):
        return self.http.post("/jobs/estimate", json=TOPIC).raise_for_status().json()

    def drifted(self):
        answer = self.cloud.invoke("ReconcileCreditsFunction", {})
        return self.id in [*answer["drifted"], *answer["restless"]]


@pytest.fixture
def buyer(cloud):
    with ExitStack() as opened:
        yield lambda **what: opened.enter_context(Buyer.opened(cloud, **what))


def test_a_topic_costs_what_it_used_within_what_was_estimated(buyer):
    mine = buyer(paid=100)
    quote = mine.quote()
    ordered = mine.ask().json()
    assert ordered["credits"] == {"held": quote["high"], "charged": 0}
    assert mine.quote()["balance"] == 100 - HOLD

    job = mine.outcome(ordered["id"])
    assert job["status"] == "completed", job["error"]
    charged = job["credits"]["charged"]
    assert quote["low"] <= charged <= quote["high"] == HOLD
    after = mine.quote()
    assert (after["balance"], after["daily_cap"]["spent"]) == (100 - charged, charged)
    assert not mine.drifted()


def test_a_cancelled_topic_pays_for_the_stages_that_were_done(buyer):
    mine = buyer(paid=100)
    job_id = mine.ask().json()["id"]
    eventually(
        lambda: [e for e in mine.job(job_id)["events"] if e["node"] == "script_agent"] or None
    )
    mine.http.delete(f"/jobs/{job_id}").raise_for_status()

    job = mine.outcome(job_id)
    assert job["status"] == "cancelled"
    assert 2 <= job["credits"]["charged"] < HOLD
    assert mine.quote()["balance"] == 100 - job["credits"]["charged"]
    assert not mine.drifted()


def test_a_job_without_credits_and_one_beyond_the_day_are_refused_in_different_words(buyer):
    poor, capped = buyer(paid=HOLD - 1), buyer(paid=100, credits_a_day=HOLD - 1)
    answers = [poor.ask(), capped.ask()]

    assert [answer.status_code for answer in answers] == [402, 402]
    assert answers[0].json()["detail"].startswith("Insufficient credits: ")
    assert answers[1].json()["detail"].startswith("Daily spend cap reached: ")
    for one, paid in ((poor, HOLD - 1), (capped, 100)):
        assert one.http.get("/jobs").json() == []
        assert (one.quote()["balance"], one.quote()["sufficient"]) == (paid, False)


def test_a_repeated_order_is_answered_when_the_credits_are_gone(buyer):
    mine = buyer(paid=HOLD)
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, again = mine.ask(**key), mine.ask(**key)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert mine.ask().status_code == 402
    mine.http.delete(f"/jobs/{first.json()['id']}")
