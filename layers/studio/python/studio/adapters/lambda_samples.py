"""Samples that a function of their own speaks, while nobody waits."""

import json
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from studio.domain.narrators import NarratorId

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class LambdaSamples:
    def __init__(self, make_client: "Callable[[], LambdaClient]", *, function: str) -> None:
        """The client is made when it is needed, which is hardly ever."""
        self._make_client = make_client
        self._function = function

    @cached_property
    def _client(self) -> "LambdaClient":
        return self._make_client()

    def ask(self, narrator: NarratorId) -> None:
        payload = json.dumps({"narrator": narrator})
        self._client.invoke(
            FunctionName=self._function, InvocationType="Event", Payload=payload.encode()
        )
