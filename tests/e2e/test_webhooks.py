"""A customer's HTTPS server, on this machine, is told of jobs that are over, by the real template."""

import json
import secrets
import time

import httpx
import pytest

from local import webhooks
from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.domain.account import Account, ApiKey, KeyId
from studio.domain.brief import AccountId, SceneBrief
from studio.domain.job import Dialect, JobStatus
from tests.builders import NOON
from tests.e2e import deliveries
from tests.e2e.conftest import calling, eventually
from tests.e2e.deliveries import announced, attempts, ended, execution, hurried
from tests.receiver import receiving, verify

SECRET = "whsec_" + "c2VjcmV0"


@pytest.fixture(scope="module")
def key(cloud):
    """An account's key, with a secret that signs its webhooks."""
    account, known = AccountId(f"acct_{secrets.token_hex(8)}"), KeyId(f"key_{secrets.token_hex(8)}")
    made = ApiKey(
        id=known,
        account_id=account,
        kind="kodisc",
        mode="live",
        prefix="kdsc",
        created_at=NOON,
        secret=SECRET,
    )
    table = cloud.stack.physical["AccountsTable"]
    accounts = DynamoAccounts(cloud.client("dynamodb"), table=table)
    accounts.add(Account(id=account, name="a receiver", created_at=NOON), [made])
    return made


@pytest.fixture
def settle(cloud, key):
    def settled(webhook, status=JobStatus.SUCCEEDED, **changes):
        return deliveries.settle(
            cloud,
            owner=key.account_id,
            dialect=Dialect.KODISC_V2,
            brief=SceneBrief(class_name="Hello", metadata={"order": 42}),
            status=status,
            outputs=("captions.vtt", "thumb.jpg", "video.mp4"),
            key=key.id,
            webhook=webhook,
            **changes,
        )

    return settled


def test_the_receiver_is_told_in_the_words_of_its_api_and_can_verify_who_says_so(
    cloud, receiver, settle
):
    job_id = settle(receiver.url)
    (received,) = eventually(lambda: receiver.received or None)

    assert verify(
        received.headers["kodisc-signature"], received.body, secret=SECRET, now=int(time.time())
    )
    assert received.headers["kodisc-event"] == "completed"
    assert received.headers["content-type"] == "application/json"
    said = json.loads(received.body)
    assert (said["jobId"], said["status"], said["error"]) == (job_id, "completed", None)
    assert said["metadata"] == {"order": 42}
    assert set(said["result"]) == {"video", "thumbnail", "captions"}
    assert ended(cloud, f"webhook-{job_id}") == "SUCCEEDED"
    (attempt,) = attempts(cloud, job_id)
    assert (attempt["number"], attempt["status"], attempt["error"]) == (1, 200, None)


@pytest.mark.parametrize("status", [JobStatus.FAILED, JobStatus.CANCELLED])
def test_a_job_that_came_to_nothing_has_failed(cloud, receiver, settle, status):
    settle(receiver.url, status, failure="It broke.")
    (received,) = eventually(lambda: receiver.received or None)

    assert received.headers["kodisc-event"] == "failed"
    assert json.loads(received.body)["status"] == "failed"
    assert json.loads(received.body)["result"] is None


def test_after_two_failures_the_third_attempt_delivers_the_same_bytes(cloud, receiver, settle):
    receiver.answers = [500, 500, 200]
    with hurried(cloud, "[3, 3, 3]"):
        job_id = settle(receiver.url)
        assert ended(cloud, f"webhook-{job_id}") == "SUCCEEDED"

    assert [attempt["status"] for attempt in attempts(cloud, job_id)] == [500, 500, 200]
    first, second, third = receiver.received
    assert first.body == second.body == third.body
    ids = {received.headers["webhook-id"] for received in receiver.received}
    signatures = {received.headers["kodisc-signature"] for received in receiver.received}
    assert len(ids) == 1
    assert len(signatures) > 1  # of whole seconds, which two attempts on a busy machine may share


def test_a_redirect_is_a_failure_and_after_four_failures_no_more_is_tried(cloud, receiver, settle):
    receiver.answers = [302, 404, 500, 503, 200]
    with hurried(cloud, "[1, 1, 1]"):
        job_id = settle(receiver.url)
        assert ended(cloud, f"webhook-{job_id}") == "FAILED"

    assert [attempt["status"] for attempt in attempts(cloud, job_id)] == [302, 404, 500, 503]
    assert len(receiver.received) == 4


def test_an_endpoint_that_is_gone_is_asked_once_until_an_operator_asks_again(
    cloud, receiver, settle
):
    receiver.answers = [410]
    job_id = settle(receiver.url)
    assert ended(cloud, f"webhook-{job_id}") == "FAILED"
    (line,) = webhooks.redeliver(cloud.ground, job_id)
    again = line.removeprefix("Started ").removesuffix(".")
    assert ended(cloud, again) == "SUCCEEDED"

    assert [attempt["status"] for attempt in attempts(cloud, job_id)] == [410, 200]
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    lines = webhooks.deliveries(cloud.ground, job_id)
    assert [line.split("  ")[2] for line in lines] == ["1. HTTP 410", "1. HTTP 200"]


def test_where_nobody_listens_the_attempt_says_so(cloud, authority, settle):
    with receiving(authority.context("localhost")) as gone:
        url = gone.url
    with hurried(cloud, "[1]"):
        job_id = settle(url)
        assert ended(cloud, f"webhook-{job_id}") == "FAILED"

    told = [(attempt["status"], attempt["error"]) for attempt in attempts(cloud, job_id)]
    assert told == [(0, "connect"), (0, "connect")]


@pytest.mark.parametrize("url", ["https://169.254.169.254/latest", "https://10.0.0.1/"])
def test_even_here_no_other_internal_address_is_called(cloud, settle, url):
    with hurried(cloud, "[1]"):
        job_id = settle(url)
        assert ended(cloud, f"webhook-{job_id}") == "FAILED"

    assert {attempt["error"] for attempt in attempts(cloud, job_id)} == {"address"}


def test_nobody_is_told_of_a_job_without_a_webhook(cloud, receiver, settle):
    silent, told = settle(None), settle(receiver.url)
    assert ended(cloud, f"webhook-{told}") == "SUCCEEDED"

    assert execution(cloud, f"webhook-{silent}") is None
    assert attempts(cloud, silent) == []


def test_an_event_that_comes_again_starts_no_second_delivery(cloud, receiver, settle):
    job_id = settle(receiver.url)
    assert ended(cloud, f"webhook-{job_id}") == "SUCCEEDED"
    for _ in range(2):
        assert announced(cloud, job_id) == {"batchItemFailures": []}

    assert len(attempts(cloud, job_id)) == len(receiver.received) == 1


SHORT = "from manim import *\n\n\nclass Short(Scene):\n    def construct(self):\n        self.add(Circle())\n        self.wait(0.2)\n"
RAISES = SHORT.replace("self.add(Circle())", "raise ValueError('out of chalk')")


@pytest.fixture
def account(cloud, receiver):
    """A new account, whose key names the receiver when a request names nobody."""
    event = {"name": "a receiver", "webhook": receiver.url, "requests_a_minute": 6000}
    return cloud.invoke("CreateAccountFunction", event)


@pytest.fixture
def order(cloud, account):
    with calling(cloud.keys.kodisc_url, account["kodisc"]) as http:

        def order(code, **fields):
            body = {"code": code, "className": "Short", "quality": "low", **fields}
            answer = http.post("/render", json=body)
            assert answer.status_code == 202, answer.text
            job_id = answer.json()["jobId"]

            def over():
                job = http.get(f"/render/{job_id}").json()
                return job if job["status"] in {"completed", "failed"} else None

            return eventually(over)

        yield order


def test_who_ordered_a_film_is_told_what_a_look_at_it_would_tell(account, receiver, order):
    job = order(SHORT, webhookUrl=f"{receiver.url}/mine", metadata=["a", 1, None])
    assert job["status"] == "completed", job["error"]
    (received,) = eventually(lambda: receiver.received or None)
    told = json.loads(received.body)
    links, seen = told.pop("result"), job.pop("result")

    assert received.path == "/hook/mine"
    assert received.headers["kodisc-event"] == "completed"
    assert told == job
    assert set(links) == set(seen)
    assert httpx.get(links["video"], trust_env=False).content[4:8] == b"ftyp"
    assert verify(
        received.headers["kodisc-signature"],
        received.body,
        secret=account["kodisc_webhook_secret"],
        now=int(time.time()),
    )


def test_the_keys_default_is_told_unless_the_request_says_nobody(cloud, receiver, order):
    silent, told = order(RAISES, webhookUrl=None), order(RAISES)
    (received,) = eventually(lambda: receiver.received or None)

    assert (received.path, received.headers["kodisc-event"]) == ("/hook", "failed")
    assert json.loads(received.body)["jobId"] == told["jobId"]
    assert "out of chalk" in json.loads(received.body)["error"]
    assert execution(cloud, f"webhook-{silent['jobId']}") is None
