"""An account's own endpoints are told of its Chalkboard jobs, by the real template over HTTPS."""

import contextlib
import hashlib
import hmac
import json
import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from local import webhooks
from studio.domain.job import JobStatus
from tests.builders import a_brief
from tests.e2e import deliveries
from tests.e2e.conftest import Account, eventually
from tests.e2e.deliveries import announced, attempts, ended, hurried
from tests.receiver import receiving


class Subscriber(Account):
    """Looks with its key, and changes as its owner."""

    def subscribe(self, receiver, **fields):
        answer = self.owner.post("/webhooks", json={"url": receiver.url, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def settle(self, status=JobStatus.SUCCEEDED, **changes):
        return deliveries.settle(self.cloud, owner=self.id, status=status, **changes)

    def log(self, webhook):
        return self.http.get(f"/webhooks/{webhook['id']}/deliveries").raise_for_status().json()

    def meta(self, webhook):
        (found,) = [w for w in self.http.get("/webhooks").json() if w["id"] == webhook["id"]]
        return found

    def post(self, webhook, *path):
        return self.owner.post("/".join(["/webhooks", webhook["id"], *path]))


@pytest.fixture
def account(cloud):
    with Subscriber.opened(cloud) as made:
        yield made


@pytest.fixture
def stranger(cloud):
    with Subscriber.opened(cloud) as made:
        yield made


def seeds_recipe(received, secret):
    """What the page of the API tells its readers to do."""
    header = received.headers["x-chalkboard-signature"].split(",")
    t, *digests = [part.split("=", 1)[1] for part in header]
    assert abs(time.time() - int(t)) < 300
    signed = f"{t}.{received.body.decode()}".encode()
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() in digests


def reference(received, secret):
    """What a receiver with the library of standardwebhooks.com does."""
    with contextlib.suppress(WebhookVerificationError):
        Webhook(secret).verify(received.body, dict(received.headers))
        return True
    return False


def verifies(received, secret):
    both = seeds_recipe(received, secret), reference(received, secret)
    assert both[0] == both[1]
    return both[0]


def delivery_over(cloud, account, webhook):
    """The status of the execution of the latest delivery to an endpoint."""
    (latest, *_) = eventually(lambda: account.log(webhook) or None)
    return ended(cloud, latest["id"].rpartition("-")[0])


@pytest.mark.parametrize(
    ("status", "event", "said"),
    [
        (JobStatus.SUCCEEDED, "job.completed", "completed"),
        (JobStatus.FAILED, "job.failed", "failed"),
        (JobStatus.CANCELLED, "job.cancelled", "cancelled"),
    ],
)
def test_an_endpoint_is_told_of_every_end_in_the_words_of_its_api(
    account, receiver, status, event, said
):
    webhook = account.subscribe(receiver)
    job_id = account.settle(status, brief=a_brief(topic="Was heißt «ünïcode»?"))
    (received,) = eventually(lambda: receiver.received or None)
    message = json.loads(received.body)

    assert verifies(received, webhook["secret"])
    assert not verifies(received, webhook["secret"][:-4] + "AAA=")
    assert received.headers["x-chalkboard-event"] == message["event"] == event
    assert received.headers["webhook-id"] == message["id"]
    assert message["id"].startswith("evt_")
    assert message["created_at"].endswith("Z")
    job = account.http.get(f"/jobs/{job_id}").json()
    assert message["data"] == {**job, "events": []}
    assert (message["data"]["status"], message["data"]["topic"]) == (said, "Was heißt «ünïcode»?")
    assert "ünïcode".encode() in received.body


def test_a_job_that_is_cancelled_over_http_is_told_of(account, receiver):
    webhook = account.subscribe(receiver, events=["job.cancelled"])
    job_id = account.order("How does binary search work?")
    account.http.delete(f"/jobs/{job_id}").raise_for_status()
    (received,) = eventually(lambda: receiver.received or None)

    assert json.loads(received.body)["data"]["id"] == job_id
    assert verifies(received, webhook["secret"])


def test_who_subscribed_to_other_events_is_told_nothing(cloud, account, receiver, authority):
    account.subscribe(receiver, events=["job.failed", "job.cancelled"])
    with receiving(authority.context("localhost")) as told:
        job_id = account.settle()
        webhook = account.subscribe(told)
        assert announced(cloud, job_id) == {"batchItemFailures": []}
        assert delivery_over(cloud, account, webhook) == "SUCCEEDED"

    assert receiver.received == []


def test_after_failures_one_attempt_delivers_and_the_log_shows_each(cloud, account, receiver):
    receiver.answers = [500] * 6
    webhook = account.subscribe(receiver)
    with hurried(cloud, "[1, 1, 1, 1, 1, 1]"):
        job_id = account.settle()
        assert delivery_over(cloud, account, webhook) == "SUCCEEDED"

    log = account.log(webhook)
    assert [entry["attempt"] for entry in log] == [7, 6, 5, 4, 3, 2, 1]
    assert [entry["status_code"] for entry in log] == [200, *[500] * 6]
    assert [entry["delivered"] for entry in log] == [True, *[False] * 6]
    assert {(entry["job_id"], entry["webhook_id"]) for entry in log} == {(job_id, webhook["id"])}
    assert log[0]["next_retry_at"] is None
    assert all(entry["next_retry_at"] > entry["created_at"] for entry in log[1:])
    assert len({received.body for received in receiver.received}) == 1
    assert len({received.headers["webhook-id"] for received in receiver.received}) == 1
    assert len({received.headers["webhook-timestamp"] for received in receiver.received}) > 1
    meta = account.meta(webhook)
    assert (meta["is_active"], meta["consecutive_failures"]) == (True, 0)
    assert meta["last_delivered_at"] == log[0]["created_at"]


def test_when_the_sixth_repetition_fails_too_the_endpoint_is_disabled(cloud, account, receiver):
    receiver.answers = [500, 302, 404, 500, 503, 500, 500]
    webhook = account.subscribe(receiver)
    with hurried(cloud, "[1, 1, 1, 1, 1, 1]"):
        account.settle()
        assert delivery_over(cloud, account, webhook) == "FAILED"
    meta = account.meta(webhook)
    assert (meta["is_active"], meta["disabled_reason"]) == (False, "failing")
    assert meta["consecutive_failures"] == len(account.log(webhook)) == 7

    job_id = account.settle()
    assert announced(cloud, job_id) == {"batchItemFailures": []}
    assert account.post(webhook, "ping").status_code == 409
    enabled = account.post(webhook, "enable").json()
    assert (enabled["is_active"], enabled["consecutive_failures"]) == (True, 0)
    account.settle(JobStatus.FAILED)
    eventually(lambda: account.meta(webhook)["last_delivered_at"])
    told = [received for received in receiver.received if job_id not in received.body.decode()]
    assert len(told) == 8, (
        "of the job in between, its own event may come after the endpoint is back"
    )


def test_an_endpoint_that_is_gone_is_disabled_at_once(cloud, account, receiver):
    receiver.answers = [410]
    webhook = account.subscribe(receiver)
    account.settle()
    assert delivery_over(cloud, account, webhook) == "FAILED"

    assert account.meta(webhook)["disabled_reason"] == "gone"
    assert len(receiver.received) == 1


@pytest.mark.parametrize("end", ["deleted", "disabled"])
def test_a_delivery_stops_when_its_endpoint_does(cloud, account, receiver, end):
    receiver.answers = [500, 410] if end == "disabled" else [500]
    webhook = account.subscribe(receiver)
    with hurried(cloud, "[5, 5, 5, 5, 5, 5]"):
        account.settle()
        (entry,) = eventually(lambda: account.log(webhook) or None)
        if end == "deleted":
            assert account.owner.delete(f"/webhooks/{webhook['id']}").status_code == 204
        else:
            account.post(webhook, "ping").raise_for_status()
        assert ended(cloud, entry["id"].rpartition("-")[0]) == "FAILED"

    assert len(receiver.received) == (2 if end == "disabled" else 1)


def test_an_event_that_comes_again_starts_no_second_delivery(cloud, account, receiver):
    webhook = account.subscribe(receiver)
    job_id = account.settle()
    assert delivery_over(cloud, account, webhook) == "SUCCEEDED"
    for _ in range(2):
        assert announced(cloud, job_id) == {"batchItemFailures": []}

    assert len(account.log(webhook)) == len(receiver.received) == 1


def test_for_a_day_after_a_rotation_both_secrets_verify(cloud, account, receiver):
    webhook = account.subscribe(receiver)
    rotated = account.post(webhook, "rotate").json()
    account.settle()
    (received,) = eventually(lambda: receiver.received or None)

    assert rotated["secret"] != webhook["secret"]
    assert verifies(received, rotated["secret"])
    assert verifies(received, webhook["secret"])


def test_a_ping_is_an_event_like_any_other(cloud, account, receiver):
    webhook = account.subscribe(receiver)
    answer = account.post(webhook, "ping")
    assert answer.status_code == 202, answer.text
    (received,) = eventually(lambda: receiver.received or None)
    message = json.loads(received.body)

    assert verifies(received, webhook["secret"])
    assert (message["event"], message["data"]) == ("webhook.ping", {"webhook_id": webhook["id"]})
    assert message["id"] == answer.json()["event_id"]
    (entry,) = eventually(lambda: account.log(webhook) or None)
    assert (entry["event"], entry["job_id"], entry["delivered"]) == ("webhook.ping", None, True)


def test_what_was_sent_is_sent_again_on_request(cloud, account, receiver):
    webhook = account.subscribe(receiver)
    job_id = account.settle()
    (entry,) = eventually(lambda: account.log(webhook) or None)
    answer = account.post(webhook, "deliveries", entry["id"], "redeliver")
    assert answer.status_code == 202, answer.text
    first, again = eventually(lambda: receiver.received if receiver.received[1:] else None)

    assert first.body == again.body
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert first.headers["x-chalkboard-delivery"] != again.headers["x-chalkboard-delivery"]
    assert verifies(again, webhook["secret"])
    (line,) = webhooks.redeliver(cloud.ground, job_id)
    eventually(lambda: receiver.received[2:] or None)
    assert receiver.received[2].body == first.body
    assert ended(cloud, line.removeprefix("Started ").removesuffix(".")) == "SUCCEEDED"
    assert len(webhooks.deliveries(cloud.ground, job_id)) == 3


def test_what_is_one_accounts_is_nobody_elses(account, stranger, receiver):
    webhook = account.subscribe(receiver)
    account.settle()
    (entry,) = eventually(lambda: account.log(webhook) or None)
    random = {"id": "whk_0123456789abcdef"}

    def asked(of):
        path = f"/webhooks/{of['id']}"
        posts = ("rotate", "enable", "ping", f"deliveries/{entry['id']}/redeliver")
        answers = [
            stranger.owner.get(f"{path}/deliveries"),
            stranger.owner.delete(path),
            *(stranger.owner.post(f"{path}/{action}") for action in posts),
        ]
        return [(answer.status_code, answer.content) for answer in answers]

    assert asked(webhook) == asked(random) == [(404, b'{"detail":"Webhook not found"}')] * 6
    assert stranger.http.get("/webhooks").json() == []
    assert len(receiver.received) == 1


def test_a_key_may_look_and_change_nothing(account, receiver):
    webhook = account.subscribe(receiver)
    path, key = f"/webhooks/{webhook['id']}", account.http
    refused = [
        key.post("/webhooks", json={"url": receiver.url}),
        key.delete(path),
        *(key.post(f"{path}/{action}") for action in ("rotate", "enable", "ping")),
        key.post(f"{path}/deliveries/dlv_0-1/redeliver"),
    ]

    assert {answer.status_code for answer in refused} == {403}
    (listed,) = key.get("/webhooks").json()
    assert listed == {name: value for name, value in webhook.items() if name != "secret"}
    assert key.get(f"{path}/deliveries").json() == []


def test_a_receiver_that_hangs_does_not_delay_another_accounts(
    cloud, account, stranger, receiver, authority
):
    receiver.held = True
    account.subscribe(receiver)
    for _ in range(6):
        account.settle()
    eventually(lambda: receiver.received or None)
    with receiving(authority.context("localhost")) as quick:
        webhook = stranger.subscribe(quick)
        stranger.settle()
        (received,) = eventually(lambda: quick.received or None)
        assert delivery_over(cloud, stranger, webhook) == "SUCCEEDED"

    assert receiver.held
    assert verifies(received, webhook["secret"])


def test_what_a_receiver_says_back_is_shown_and_kept_nowhere(cloud, account, receiver):
    receiver.echo, receiver.answers = True, [500]
    webhook = account.subscribe(receiver)
    job_id = account.settle()
    log = eventually(lambda: account.log(webhook) or None)
    signed = receiver.received[0].headers["x-chalkboard-signature"]
    everything = [log, account.meta(webhook), attempts(cloud, job_id)]
    for table in ("DeliveriesTable", "EndpointsTable"):
        physical = cloud.stack.physical[table]
        everything.append(cloud.client("dynamodb").scan(TableName=physical)["Items"])
    everything += [file.read_text(errors="replace") for file in cloud.ground.logs.glob("*")]

    for secret in (webhook["secret"], signed):
        assert secret not in str(everything)
        assert secret.encode() not in str(everything).encode()
