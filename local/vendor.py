"""Who writes the videos of a local cloud: Claude, where the environment has a key for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from local.ground import FORGOTTEN, REGION, Ground
from local.stack import Stack

ACCOUNT: Final = "000000000000"
NAME: Final = f"{FORGOTTEN}anthropic-key"
ARN: Final = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{NAME}"

_TOLD: Final = {
    "offline": "Nobody is asked: the offline writer writes. With ANTHROPIC_API_KEY, Claude does.",
    "claude": "Claude writes, at {url}.",
    "bedrock": "Claude writes, at Amazon Bedrock.",
}


@dataclass(frozen=True)
class Vendor:
    """`key` is kept in the embedded Secrets Manager, in memory, and nowhere else."""

    key: str = field(repr=False)
    url: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self | None:
        key = environment.get("ANTHROPIC_API_KEY", "").strip()
        url = environment.get("ANTHROPIC_BASE_URL", "").strip().rstrip("/")
        return cls(key, url) if key else None

    @property
    def parameters(self) -> dict[str, str]:
        """The template's."""
        elsewhere = {"AnthropicUrl": self.url} if self.url else {}
        return {"ScriptWriter": "claude", "AnthropicKeyArn": ARN} | elsewhere

    def entrust(self, ground: Ground) -> None:
        """Give the cloud the key, in place of any it had."""
        client = ground.client("secretsmanager")
        try:
            client.create_secret(Name=NAME, SecretString=self.key)
        except client.exceptions.ResourceExistsException:
            client.put_secret_value(SecretId=NAME, SecretString=self.key)


def told(ground: Ground, stack: Stack) -> str:
    """Who writes, in a sentence."""
    name = stack.physical["WriteScriptFunction"]
    answer = ground.client("lambda").get_function_configuration(FunctionName=name)
    variables = answer["Environment"]["Variables"]
    return _TOLD[variables["SCRIPT_WRITER"]].format(url=variables["ANTHROPIC_URL"])
