"""What jobs cost, as both APIs say it."""

import pytest

from studio.domain.brief import JobId
from studio.domain.credits import Balance, month_of
from studio.domain.timeline import Happening
from tests.builders import NOON
from tests.house import House
from tests.unit.dialects.kodisc import HELLO

TOPIC = {"topic": "How hash tables work"}
LEAST, MOST = 32, 41
"""What a default run may cost."""
DEAR = TOPIC | {"effort": "high", "quality": "high", "qa_density": "high", "quiz": True}


class Shop(House):
    def __init__(self) -> None:
        super().__init__()
        self.account = self.create_account("mine", credits_a_day=50)
        self.http = self.client(self.account.live)
        self.testing = self.client(self.account.test)
        self.kodisc = self.client(self.account.kodisc)
        self.has(500)

    def has(self, credits_):
        purse = Balance(paid=credits_, month=month_of(NOON), allowance=0, version=1)
        self.ledger.balances[self.account.account_id] = purse

    def quote(self, http, body):
        answer = http.post("/api/v1/jobs/estimate", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def stored(self):
        return self.ledger.balance(self.account.account_id)


@pytest.fixture
def shop():
    return Shop()


def test_an_estimate_says_what_a_job_costs_and_what_the_account_has(shop):
    quote = shop.quote(shop.http, TOPIC)
    lines = quote.pop("breakdown")

    assert quote == {
        "low": LEAST,
        "high": MOST,
        "balance": 500,
        "sufficient": True,
        "currency": "credits",
        "mode": "live",
        "daily_cap": {"limit": 50, "spent": 0, "left": 50},
    }
    assert {"item": "script", "low": 4, "high": 4} in lines
    assert (sum(x["low"] for x in lines), sum(x["high"] for x in lines)) == (LEAST, MOST)


def test_an_estimate_orders_and_spends_nothing(shop):
    before = shop.stored
    shop.quote(shop.http, TOPIC)

    assert shop.jobs.jobs == {}
    assert shop.stored == before


def test_a_test_key_is_quoted_the_settings_that_it_forces(shop):
    cheap, dear = shop.quote(shop.testing, TOPIC), shop.quote(shop.testing, DEAR)

    assert cheap == dear
    assert (cheap["mode"], cheap["high"]) == ("test", 14)
    assert shop.quote(shop.http, DEAR)["high"] > 50


@pytest.mark.parametrize("body", [TOPIC, DEAR])
def test_an_estimate_is_never_refused_for_credits(shop, body):
    shop.has(1)
    assert shop.quote(shop.http, body)["sufficient"] is False


def test_an_estimate_tells_what_of_the_day_is_left(shop):
    shop.http.post("/api/v1/jobs", json=TOPIC)
    quote = shop.quote(shop.http, TOPIC)

    assert quote["daily_cap"] == {"limit": 50, "spent": MOST, "left": 50 - MOST}
    assert (quote["balance"], quote["sufficient"]) == (500 - MOST, False)


@pytest.mark.parametrize("body", [{}, TOPIC | {"effort": "heroic"}, TOPIC | {"speed": 1e9}])
def test_an_estimate_wants_the_body_of_a_job(shop, body):
    assert shop.http.post("/api/v1/jobs/estimate", json=body).status_code == 422


def test_a_job_holds_what_the_estimate_said_at_most(shop):
    quote = shop.quote(shop.http, TOPIC)
    job = shop.http.post("/api/v1/jobs", json=TOPIC).json()

    assert job["credits"] == {"held": quote["high"], "charged": 0}
    assert (shop.stored.paid, shop.stored.held) == (500 - quote["high"], quote["high"])


def test_a_cancelled_job_says_what_its_stages_cost(shop):
    job_id = JobId(shop.http.post("/api/v1/jobs", json=TOPIC).json()["id"])
    shop.advance.start(job_id)
    shop.jobs.record(job_id, shop.stamp(Happening.SCRIPT_WRITTEN))
    shop.advance.cancel(job_id)

    job = shop.http.get(f"/api/v1/jobs/{job_id}").json()
    assert job["credits"] == {"held": 0, "charged": 4}
    assert (shop.stored.paid, shop.stored.held) == (496, 0)


def test_without_credits_there_is_no_job_and_the_answer_says_how_many_are_missing(shop):
    shop.has(MOST - 1)
    answer = shop.http.post("/api/v1/jobs", json=TOPIC)

    assert answer.status_code == 402
    assert answer.json() == {
        "detail": f"Insufficient credits: this job needs up to {MOST}, the account has {MOST - 1}. Add "
        "credits, or choose cheaper settings; an estimate tells what they cost."
    }
    assert (shop.jobs.jobs, shop.artifacts.bodies) == ({}, {})


def test_a_day_that_is_spent_is_refused_in_other_words(shop):
    shop.http.post("/api/v1/jobs", json=TOPIC)
    answer = shop.http.post("/api/v1/jobs", json=TOPIC)

    assert answer.status_code == 402
    assert answer.json() == {
        "detail": f"Daily spend cap reached: this job needs up to {MOST} credits, and {50 - MOST} of "
        "today's 50 are left. Try again after midnight UTC, choose cheaper settings, or ask us for a higher "
        "limit."
    }
    assert len(shop.jobs.jobs) == 1
    assert shop.stored.held == MOST


def test_files_of_a_job_that_cannot_be_paid_are_not_stored(shop):
    shop.has(10)
    answer = shop.http.post(
        "/api/v1/jobs/upload", data=TOPIC, files=[("files", ("a.py", b"x = 1"))]
    )

    assert answer.status_code == 402
    assert shop.artifacts.bodies == {}


def test_kodisc_says_the_same_error_for_a_day_that_is_spent(shop):
    shop.http.post("/api/v1/jobs", json=TOPIC)
    answer = shop.kodisc.post("/api/v2/render", json=HELLO)

    assert answer.status_code == 402
    assert answer.json() == {
        "error": "insufficient_credits",
        "message": "The account has spent what it may today. Try again after midnight UTC.",
    }
