"""Webhooks on the wire: what is asked for, and what is refused."""

import pytest

from studio.domain.webhook_endpoint import EVENTS, MOST
from tests.house import House

URL = "https://hooks.example/chalkboard"
HOOKS = "/api/v1/webhooks"


class Hooks(House):
    def __init__(self):
        super().__init__()
        made = self.create_account("mine", email="me@example.com", password="a password")  # noqa: S106
        self.key = self.client(made.live)
        self.kodisc = self.client(made.kodisc)
        self.owner = self.client(self.sign_ins.token_of(self.people.added["me@example.com"]))

    def subscribe(self, **fields):
        return self.owner.post(HOOKS, json={"url": URL, **fields})


@pytest.fixture
def hooks():
    return Hooks()


def test_an_endpoint_is_shown_as_it_was_asked_for_and_its_secret_once(hooks):
    made = hooks.subscribe(events=["job.failed", "job.completed"], description=" ci ")
    assert made.status_code == 201
    secret = made.json()["secret"]
    (listed,) = hooks.key.get(HOOKS).json()

    assert secret.startswith("whsec_")
    assert {**listed, "secret": secret} == made.json()
    assert listed["events"] == ["job.completed", "job.failed"]
    assert (listed["url"], listed["description"], listed["is_active"]) == (URL, "ci", True)
    assert (listed["consecutive_failures"], listed["last_delivered_at"]) == (0, None)
    assert listed["created_at"].endswith("Z")


def test_who_names_no_events_asked_for_all(hooks):
    assert hooks.subscribe().json()["events"] == list(EVENTS)


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://hooks.example/"},
        {"url": "https://user:word@hooks.example/"},
        {"url": "https://hooks.example/\r\nx: y"},
        {"url": "https://" + "a" * 2048},
        {"url": "https://0x7f000001/"},
        {"url": None},
        {"events": []},
        {"events": ["job.started"]},
        {"events": ["webhook.ping"]},
        {"description": "x" * 501},
    ],
)
def test_what_cannot_be_called_or_told_is_refused(hooks, fields):
    answer = hooks.subscribe(**fields)

    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"][0]["loc"][0] == "body"
    assert hooks.key.get(HOOKS).json() == []


@pytest.mark.parametrize("host", ["api.example", "api.example:443", "API.example"])
def test_neither_api_is_told_to_call_itself(hooks, host):
    url = "https://api.example/api/v1/webhooks"
    chalkboard = hooks.owner.post(HOOKS, json={"url": url}, headers={"host": host})
    order = {"code": "from manim import *", "className": "A", "webhookUrl": url}
    kodisc = hooks.kodisc.post("/api/v2/render", json=order, headers={"host": host})

    assert (chalkboard.status_code, kodisc.status_code) == (400, 400)
    assert chalkboard.json() == {"detail": "A webhook cannot lead to this API itself."}
    assert kodisc.json()["error"] == "webhookUrl must not be a URL of this API"
    assert hooks.jobs.jobs == {}


def test_an_account_has_twenty_endpoints_at_most(hooks):
    for _ in range(MOST):
        assert hooks.subscribe().status_code == 201
    refused = hooks.subscribe()

    assert refused.status_code == 409
    assert "20 webhooks" in refused.json()["detail"]


def test_a_deleted_endpoint_is_gone(hooks):
    made = hooks.subscribe().json()

    assert hooks.owner.delete(f"{HOOKS}/{made['id']}").content == b""
    assert hooks.owner.delete(f"{HOOKS}/{made['id']}").status_code == 404
    assert hooks.key.get(HOOKS).json() == []


def test_changing_something_takes_a_session(hooks):
    made = hooks.subscribe().json()
    path = f"{HOOKS}/{made['id']}"
    answers = [
        hooks.key.post(HOOKS, json={"url": URL}),
        hooks.key.delete(path),
        *(hooks.key.post(f"{path}/{action}") for action in ("rotate", "enable", "ping")),
        hooks.key.post(f"{path}/deliveries/dlv_0-1/redeliver"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert hooks.key.get(f"{path}/deliveries").json() == []


def test_a_ping_starts_one_delivery_to_that_endpoint(hooks):
    made = hooks.subscribe().json()
    answer = hooks.owner.post(f"{HOOKS}/{made['id']}/ping")
    (delivery,) = hooks.deliveries.started.values()

    assert answer.status_code == 202
    assert answer.json() == {
        "delivery": delivery.id,
        "event": "webhook.ping",
        "event_id": delivery.message,
    }
    assert delivery.endpoint == made["id"]
    assert hooks.artifacts.get(delivery.body_key).startswith(b'{"id":"evt_')


def test_what_was_never_attempted_cannot_be_sent_again(hooks):
    made = hooks.subscribe().json()
    answer = hooks.owner.post(f"{HOOKS}/{made['id']}/deliveries/dlv_0-1/redeliver")

    assert (answer.status_code, answer.json()) == (404, {"detail": "Delivery not found"})
    assert hooks.deliveries.started == {}
