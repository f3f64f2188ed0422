"""Credits over the wire, on accounts that have exactly what each test gives them."""

import uuid
from contextlib import ExitStack

import pytest

from tests.e2e.conftest import calling, eventually

RESERVE = 10
CIRCLE = {
    "code": "from manim import *\n\n\nclass Short(Scene):\n    def construct(self):\n"
    "        self.play(Create(Circle()), run_time=1)\n",
    "className": "Short",
    "quality": "low",
}
SLOW = CIRCLE | {
    "code": "import time\n" + CIRCLE["code"] + "        time.sleep(1)\n",
    "quality": "fourk",
}
"""At 14 credits a second."""
BROKEN = CIRCLE | {"code": CIRCLE["code"] + "        raise ValueError('the cat sat on it')\n"}


@pytest.fixture
def customer_with(cloud):
    """Opens an account with so many credits and no allowance."""
    with ExitStack() as opened:

        def make(credits_):
            account = cloud.invoke("CreateAccountFunction", {"name": "buyer"})
            grant = {"account_id": account["account_id"], "grant_id": "g", "allowance": 0}
            cloud.invoke("GrantCreditsFunction", {**grant, "paid": credits_})
            http = calling(cloud.keys.kodisc_url, account["kodisc"])
            return opened.enter_context(http), account["account_id"]

        yield make


def credits_of(http):
    return http.get("/me").json()["credits"]


def order(http, body, **headers):
    return http.post("/render", json=body, headers=headers)


def over(http, job_id):
    def look():
        job = http.get(f"/render/{job_id}", headers={"Prefer": "wait=2"}).json()
        return job if job["status"] in {"completed", "failed"} else None

    return eventually(look, seconds=180)


def jobs_of(cloud, account):
    return cloud.client("dynamodb").query(
        TableName=cloud.stack.physical["JobsTable"],
        IndexName="by_owner",
        KeyConditionExpression="#owner = :owner",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues={":owner": {"S": account}},
    )["Items"]


def sent_in(cloud):
    """The keys of everything that callers ever sent."""
    bucket = cloud.stack.physical["MediaBucket"]
    pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
    return {key for key in keys if "/context/" in key}


def test_without_credits_there_is_no_job_and_nothing_is_stored(cloud, customer_with):
    http, account = customer_with(RESERVE - 1)
    before = sent_in(cloud)
    answer = order(http, CIRCLE)

    assert answer.status_code == 402
    assert answer.json()["error"] == "insufficient_credits"
    assert jobs_of(cloud, account) == []
    assert sent_in(cloud) == before
    assert credits_of(http) == {"paid": RESERVE - 1, "free": 0, "total": RESERVE - 1}


def test_the_reserve_is_held_during_the_run_and_the_cost_is_what_is_gone_afterwards(customer_with):
    http, _ = customer_with(500)
    job_id = order(http, CIRCLE).json()["jobId"]

    assert credits_of(http)["total"] == 500 - RESERVE
    job = over(http, job_id)
    assert job["status"] == "completed", job["error"]
    assert job["creditsCost"] >= 1
    assert credits_of(http)["total"] == 500 - job["creditsCost"]


def test_a_scene_that_fails_costs_nothing(customer_with):
    http, _ = customer_with(RESERVE)
    job = over(http, order(http, BROKEN).json()["jobId"])

    assert (job["status"], job["creditsCost"]) == ("failed", 0)
    assert job["durationMs"] > 0
    assert credits_of(http)["total"] == RESERVE


def test_a_render_that_turns_out_too_dear_fails_and_is_refunded(customer_with):
    http, _ = customer_with(RESERVE)
    job = over(http, order(http, SLOW).json()["jobId"])

    assert (job["status"], job["result"], job["creditsCost"]) == ("failed", None, 0)
    assert job["error"] == "Not enough credits to cover this render."
    assert credits_of(http)["total"] == RESERVE


def test_a_repeated_request_is_answered_when_the_credits_are_gone(customer_with):
    http, _ = customer_with(RESERVE)
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first = order(http, CIRCLE, **key)
    again = order(http, CIRCLE, **key)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert order(http, CIRCLE).status_code == 402
    over(http, first.json()["jobId"])


def test_the_books_of_who_rendered_and_who_failed_agree(cloud, customer_with):
    http, account = customer_with(500)
    for body in (CIRCLE, BROKEN):
        over(http, order(http, body).json()["jobId"])
    answer = cloud.invoke("ReconcileCreditsFunction", {})

    assert answer["accounts"] >= 1
    assert account not in [*answer["drifted"], *answer["restless"]]
