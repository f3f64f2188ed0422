"""Orders that come again, over real HTTP: one job, one answer."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

TOPIC = {"topic": "hash tables"}


@pytest.fixture
def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


def test_fifty_at_once_make_one_job_and_get_the_same_bytes(customer, key):
    before = {job["id"] for job in customer.http.get("/jobs").json()}

    def ask(_):
        headers = {**customer.http.headers, **key}
        with httpx.Client(base_url=customer.http.base_url, timeout=60, trust_env=False) as http:
            answer = http.post("/jobs", json=TOPIC, headers=headers)
            while answer.status_code == 409:
                assert int(answer.headers["retry-after"]) > 0
                answer = http.post("/jobs", json=TOPIC, headers=headers)
            return answer

    with ThreadPoolExecutor(50) as together:
        answers = list(together.map(ask, range(50)))

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    replays = [answer for answer in answers if answer.headers.get("idempotent-replayed") == "true"]
    assert len(replays) == 49
    made = {job["id"] for job in customer.http.get("/jobs").json()} - before
    assert made == {answers[0].json()["id"]}
    customer.http.delete(f"/jobs/{answers[0].json()['id']}")


def test_an_answer_outlives_what_became_of_its_job(customer, key):
    first = customer.http.post("/jobs", json=TOPIC, headers=key)
    job_id = first.json()["id"]
    customer.http.delete(f"/jobs/{job_id}")
    customer.outcome(job_id)

    again = customer.http.post("/jobs", json=TOPIC, headers=key)
    unversioned = str(customer.http.base_url).replace("/v1", "")
    older = customer.http.post(f"{unversioned}jobs", json=TOPIC, headers=key)

    assert again.content == older.content == first.content
    assert older.headers["deprecation"] == "true"
    assert customer.http.post("/jobs", json={"topic": "b"}, headers=key).status_code == 409
