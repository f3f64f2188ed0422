"""Customers of the local cloud, and patience."""

import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import httpx
import pytest

from local.local_cloud import LocalCloud
from studio.domain.brief import AccountId
from tests.receiver import Authority, Receiver, receiving

T = TypeVar("T")
FINAL = {"completed", "failed", "cancelled"}


def eventually(look: Callable[[], T | None], *, seconds: float = 120) -> T:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if (seen := look()) is not None:
            return seen
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s")


def calling(url: str, credential: str) -> httpx.Client:
    """An API, for whoever has a key or a token."""
    headers = {"Authorization": f"Bearer {credential}"}
    return httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False)


def token(cloud: LocalCloud, email: str, password: str) -> str:
    """An ID token, as the pages get one."""
    answer = cloud.client("cognito-idp").initiate_auth(
        ClientId=cloud.stack.physical["UserPoolClient"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return answer["AuthenticationResult"]["IdToken"]


@dataclass
class Customer:
    cloud: LocalCloud
    http: httpx.Client

    def order(self, topic: str, **fields: Any) -> str:
        answer = self.http.post("/jobs", json={"topic": topic, **fields})
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def job(self, job_id: str) -> dict[str, Any]:
        return self.http.get(f"/jobs/{job_id}").raise_for_status().json()

    def outcome(self, job_id: str, *, seconds: float = 240) -> dict[str, Any]:
        def over() -> dict[str, Any] | None:
            job = self.job(job_id)
            return job if job["status"] in FINAL else None

        return eventually(over, seconds=seconds)

    def text(self, job: dict[str, Any], name: str) -> str:
        """One of the job's files."""
        return self.http.get(f"/jobs/{job['id']}/files/{name}").raise_for_status().text

    def balance(self) -> int:
        """What the account could still spend."""
        answer = self.http.post("/jobs/estimate", json={"topic": "x"}).raise_for_status()
        return answer.json()["balance"]

    def execution(self, job_id: str) -> str:
        arn = self.cloud.stack.physical["ProduceVideoStateMachine"]
        arn = arn.replace(":stateMachine:", ":execution:") + f":{job_id}"
        return self.cloud.client("stepfunctions").describe_execution(executionArn=arn)["status"]

    def execution_over(self, job_id: str) -> str:
        def over() -> str | None:
            status = self.execution(job_id)
            return None if status == "RUNNING" else status

        return eventually(over)


@dataclass
class Account(Customer):
    """Of its own: `http` calls with its test key, `owner` is signed in to it."""

    id: AccountId
    email: str
    owner: httpx.Client

    @classmethod
    @contextmanager
    def opened(cls, cloud: LocalCloud, *, paid: int | None = None, **limits: int) -> Iterator[Self]:
        """With so many credits and no allowance, or else with the month's."""
        email, password = f"{secrets.token_hex(6)}@example.com", f"{secrets.token_hex(8)}-aA1"
        asked = {"name": "a customer", "email": email, "password": password}
        made = cloud.invoke("CreateAccountFunction", {**asked, "requests_a_minute": 6000, **limits})
        if paid is not None:
            grant = {"account_id": made["account_id"], "grant_id": "opening", "allowance": 0}
            cloud.invoke("GrantCreditsFunction", {**grant, "paid": paid})
        with (
            calling(cloud.base_url, made["test"]) as http,
            calling(cloud.base_url, token(cloud, email, password)) as owner,
        ):
            yield cls(cloud, http, made["account_id"], email, owner)


@contextmanager
def environment(cloud: LocalCloud, function: str, **changes: str) -> Iterator[None]:
    """The function with other settings, for a while."""
    name, client = cloud.stack.physical[function], cloud.client("lambda")
    before = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    client.update_function_configuration(
        FunctionName=name, Environment={"Variables": before | changes}
    )
    try:
        yield
    finally:
        client.update_function_configuration(FunctionName=name, Environment={"Variables": before})


@contextmanager
def allowed(cloud: LocalCloud, function: str, action: str, resource: str) -> Iterator[None]:
    """The function with a right that its policy does not give, for a while."""
    name = {"RoleName": cloud.stack.physical[f"{function}Role"], "PolicyName": "for-a-while"}
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    iam = cloud.client("iam")
    iam.put_role_policy(**name, PolicyDocument=json.dumps({"Statement": statement}))
    try:
        yield
    finally:
        iam.delete_role_policy(**name)


@pytest.fixture(scope="session")
def customer(cloud: LocalCloud) -> Iterator[Customer]:
    with calling(cloud.base_url, cloud.keys.test) as http:
        yield Customer(cloud, http)


def session(cloud: LocalCloud) -> httpx.Client:
    """The local account's owner, signed in; paths are Chalkboard v1's."""
    return calling(cloud.base_url, token(cloud, cloud.keys.email, cloud.keys.password))


@pytest.fixture(scope="session")
def owner(cloud: LocalCloud) -> Iterator[httpx.Client]:
    with session(cloud) as http:
        yield http


@pytest.fixture(scope="session")
def authority(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whom the cloud trusts to sign the certificates of customers' receivers."""
    made = Authority(tmp_path_factory.mktemp("authority"))
    shutil.copy(made.file, cloud.ground.webhook_trust)
    return made


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    with receiving(authority.context("localhost")) as running:
        yield running
