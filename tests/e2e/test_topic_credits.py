"""What topics cost over the wire, on accounts that have exactly what each test gives them."""

import uuid

import httpx
import pytest

from local.keys import invoke
from tests.e2e.conftest import FINAL, eventually

TOPIC = {"topic": "binary search"}
HOLD = 12
"""What a test key's job may cost at most."""


class Buyer:
    def __init__(self, cloud, *, paid, **limits):
        self.cloud = cloud
        asked = {"name": "buyer", "requests_a_minute": 6000, **limits}
        self.account = invoke(cloud.ground, cloud.stack, "CreateAccountFunction", asked)
        grant = {"account_id": self.account["account_id"], "grant_id": "g", "allowance": 0}
        invoke(cloud.ground, cloud.stack, "GrantCreditsFunction", grant | {"paid": paid})
        headers = {"Authorization": f"Bearer {self.account['test']}"}
        self.http = httpx.Client(
            base_url=cloud.base_url, headers=headers, timeout=60, trust_env=False
        )

    def order(self, **headers):
        return self.http.post("/jobs", json=TOPIC, headers=headers)

    def quote(self):
        return self.http.post("/jobs/estimate", json=TOPIC).raise_for_status().json()

    def job(self, job_id):
        return self.http.get(f"/jobs/{job_id}").raise_for_status().json()

    def over(self, job_id):
        def look():
            job = self.job(job_id)
            return job if job["status"] in FINAL else None

        return eventually(look, seconds=240)

    def drifted(self):
        answer = invoke(self.cloud.ground, self.cloud.stack, "ReconcileCreditsFunction", {})
        return self.account["account_id"] in [*answer["drifted"], *answer["restless"]]


@pytest.fixture
def buyer(cloud):
    opened = []

    def make(**what):
        opened.append(Buyer(cloud, **what))
        return opened[-1]

    yield make
    for one in opened:
        one.http.close()


def test_a_topic_costs_what_it_used_within_what_was_estimated(buyer):
    mine = buyer(paid=100)
    quote = mine.quote()
    ordered = mine.order().json()
    assert ordered["credits"] == {"held": quote["high"], "charged": 0}
    assert mine.quote()["balance"] == 100 - HOLD

    job = mine.over(ordered["id"])
    assert job["status"] == "completed", job["error"]
    charged = job["credits"]["charged"]
    assert quote["low"] <= charged <= quote["high"] == HOLD
    after = mine.quote()
    assert (after["balance"], after["daily_cap"]["spent"]) == (100 - charged, charged)
    assert not mine.drifted()


def test_a_cancelled_topic_pays_for_the_stages_that_were_done(buyer):
    mine = buyer(paid=100)
    job_id = mine.order().json()["id"]
    eventually(
        lambda: [e for e in mine.job(job_id)["events"] if e["node"] == "script_agent"] or None
    )
    mine.http.delete(f"/jobs/{job_id}").raise_for_status()

    job = mine.over(job_id)
    assert job["status"] == "cancelled"
    assert 2 <= job["credits"]["charged"] < HOLD
    assert mine.quote()["balance"] == 100 - job["credits"]["charged"]
    assert not mine.drifted()


def test_a_job_without_credits_and_one_beyond_the_day_are_refused_in_different_words(buyer):
    poor, capped = buyer(paid=HOLD - 1), buyer(paid=100, credits_a_day=HOLD - 1)
    answers = [poor.order(), capped.order()]

    assert [answer.status_code for answer in answers] == [402, 402]
    assert answers[0].json()["detail"].startswith("Insufficient credits: ")
    assert answers[1].json()["detail"].startswith("Daily spend cap reached: ")
    for one, paid in ((poor, HOLD - 1), (capped, 100)):
        assert one.http.get("/jobs").json() == []
        assert (one.quote()["balance"], one.quote()["sufficient"]) == (paid, False)


def test_a_repeated_order_is_answered_when_the_credits_are_gone(buyer):
    mine = buyer(paid=HOLD)
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, again = mine.order(**key), mine.order(**key)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert mine.order().status_code == 402
    mine.http.delete(f"/jobs/{first.json()['id']}")
