"""Customers of the local cloud who know nothing of how it is made."""

import json
import secrets
import shutil
import time

import pytest

from tests.receiver import Authority, receiving
from tests.wire.third_party_client import Client

PATIENCE = {"requests_a_minute": 6000, "credits_a_day": 100_000}
"""What the tests ask for in a minute is more than a customer's own minute allows."""


class Customer:
    """An account as its owner has it: keys, and a password to sign in with."""

    def __init__(self, cloud, *, paid, **limits):
        self._cloud = cloud
        self._email = f"{secrets.token_hex(6)}@example.com"
        self._password = f"Aa1-{secrets.token_hex(12)}"
        person = {"email": self._email, "password": self._password}
        opened = cloud.invoke("CreateAccountFunction", {"name": "outsider", **person, **limits})
        self.account_id, self.key, self.live_key = (
            opened["account_id"],
            opened["test"],
            opened["live"],
        )
        grant = {"account_id": self.account_id, "grant_id": "first", "paid": paid, "allowance": 0}
        cloud.invoke("GrantCreditsFunction", grant)

    @property
    def api(self):
        return Client(self._cloud.base_url, self.key)

    @property
    def session(self):
        """The same API for the owner in person, as the web pages sign in."""
        answer = self._cloud.client("cognito-idp").initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=self._cloud.stack.physical["UserPoolClient"],
            AuthParameters={"USERNAME": self._email, "PASSWORD": self._password},
        )
        return Client(self._cloud.base_url, answer["AuthenticationResult"]["IdToken"])


@pytest.fixture(scope="session")
def customer(cloud):
    return Customer(cloud, paid=20_000, **PATIENCE)


@pytest.fixture
def a_customer(cloud):
    """Opens an account; without credits, unless it is said how many."""
    return lambda **fields: Customer(cloud, **{"paid": 0, **fields})


@pytest.fixture(scope="session")
def api(customer):
    return customer.api


@pytest.fixture(scope="session")
def receiver(cloud, tmp_path_factory):
    """An endpoint of the customer's own."""
    authority = Authority(tmp_path_factory.mktemp("authority"))
    shutil.copy(authority.file, cloud.ground.webhook_trust)
    with receiving(authority.context("localhost")) as running:
        yield running


@pytest.fixture(scope="session")
def webhook(customer, receiver):
    """Made in person: a key may not."""
    answer = customer.session.post("/webhooks", {"url": receiver.url, "events": ["job.completed"]})
    assert answer.status in {200, 201}, answer.body
    return answer.json


@pytest.fixture(scope="session")
def push(receiver, video):
    """What the endpoint was sent about the video."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for received in receiver.received:
            if json.loads(received.body)["data"]["id"] == video["id"]:
                return received
        time.sleep(0.2)
    raise AssertionError("nothing was sent")


@pytest.fixture(scope="session")
def watched(api, webhook):
    """A job and all that its stream said, from the first event to the last."""
    created = api.create("How does a hash table find a key?")
    return created, list(api.stream(created["id"]))


@pytest.fixture(scope="session")
def video(api, watched):
    created, _ = watched
    job = api.poll(created["id"])
    assert job["status"] == "completed", job["error"]
    return job
