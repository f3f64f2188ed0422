"""The local account's API keys: made once, kept in a file, checked at every start."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from local.ground import Ground
from local.stack import Stack


class FunctionRaised(Exception):
    """A function of the stack, invoked by hand, raised."""


@dataclass(frozen=True)
class Credentials:
    base_url: str
    live: str
    test: str


def ensure(ground: Ground, stack: Stack) -> Credentials:
    """The saved keys while the API still knows them, else those of a new account."""
    file = ground.home / "credentials.json"
    saved = _saved(file, base_url=f"{ground.gateway}/api/v1")
    if saved and opens(saved):
        return saved
    account = invoke(ground, stack, "CreateAccountFunction", {"name": "local"})
    made = Credentials(f"{ground.gateway}/api/v1", live=account["live"], test=account["test"])
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(made), indent=2) + "\n")
    return made


def invoke(ground: Ground, stack: Stack, function: str, event: object) -> dict[str, str]:
    answer = ground.client("lambda").invoke(
        FunctionName=stack.physical[function], Payload=json.dumps(event)
    )
    payload: dict[str, str] = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise FunctionRaised(f"{function}: {payload.get('errorMessage', payload)}")
    return payload


def _saved(file: Path, base_url: str) -> Credentials | None:
    if not file.exists():
        return None
    saved = json.loads(file.read_text())
    return Credentials(base_url, live=saved["live"], test=saved["test"])


def opens(credentials: Credentials) -> bool:
    answer = httpx.get(
        f"{credentials.base_url}/jobs",
        headers={"Authorization": f"Bearer {credentials.live}"},
        timeout=60,
        trust_env=False,
    )
    return answer.status_code == httpx.codes.OK
