"""The local account's API keys: made once, kept in a file, checked at every start."""

import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import httpx

from local.ground import Ground
from local.stack import Stack

LOCAL_CREDITS: Final = 20_000
LOCAL_LIMITS: Final = {"requests_a_minute": 6_000, "credits_a_day": 100_000}
"""So that nobody is stopped while trying things."""

EMAIL: Final = "local@example.com"


class FunctionRaised(Exception):
    """A function of the stack, invoked by hand, raised."""


@dataclass(frozen=True)
class Credentials:
    """One account's keys, and how its owner signs in.

    `base_url` is Chalkboard's; `kodisc` opens the API beside it.
    """

    base_url: str
    live: str
    test: str
    kodisc: str
    kodisc_webhook_secret: str
    email: str
    password: str
    user_pool_client: str

    @property
    def kodisc_url(self) -> str:
        return self.base_url.removesuffix("/v1") + "/v2"


def ensure(ground: Ground, stack: Stack) -> Credentials:
    """The saved keys while the API still knows them, else those of a new account."""
    file = ground.home / "credentials.json"
    base_url = f"{ground.gateway}/api/v1"
    saved = read(file)
    if saved and opens(replace(saved, base_url=base_url)):
        return replace(saved, base_url=base_url)
    password = f"{secrets.token_urlsafe(12)}-aA1"
    asked = {"name": "local", "email": EMAIL, "password": password, **LOCAL_LIMITS}
    account = invoke(ground, stack, "CreateAccountFunction", asked)
    credited = {"account_id": account["account_id"], "grant_id": "local", "paid": LOCAL_CREDITS}
    invoke(ground, stack, "GrantCreditsFunction", credited)
    made = Credentials(
        base_url,
        live=account["live"],
        test=account["test"],
        kodisc=account["kodisc"],
        kodisc_webhook_secret=account["kodisc_webhook_secret"],
        email=EMAIL,
        password=password,
        user_pool_client=stack.physical["UserPoolClient"],
    )
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(made), indent=2) + "\n")
    return made


def read(file: Path) -> Credentials | None:
    """None also for the file of a version that had fewer keys."""
    if not file.exists():
        return None
    try:
        return Credentials(**json.loads(file.read_text()))
    except TypeError:
        return None


def invoke(ground: Ground, stack: Stack, function: str, event: object) -> dict[str, str]:
    answer = ground.client("lambda").invoke(
        FunctionName=stack.physical[function], Payload=json.dumps(event)
    )
    payload: dict[str, str] = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise FunctionRaised(f"{function}: {payload.get('errorMessage', payload)}")
    return payload


def opens(credentials: Credentials) -> bool:
    answer = httpx.get(
        f"{credentials.base_url}/jobs",
        headers={"Authorization": f"Bearer {credentials.live}"},
        timeout=60,
        trust_env=False,
    )
    return answer.status_code == httpx.codes.OK
