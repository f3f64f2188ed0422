"""The bus on which the product tells what became of its jobs."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from studio.domain.errors import ProviderUnavailable

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

SOURCE: Final = "studio.jobs"


class EventBridgeBus:
    def __init__(self, client: "EventBridgeClient", *, bus: str) -> None:
        self._client = client
        self._bus = bus

    def publish(self, name: str, detail: Mapping[str, object]) -> None:
        answer = self._client.put_events(
            Entries=[
                {
                    "EventBusName": self._bus,
                    "Source": SOURCE,
                    "DetailType": name,
                    "Detail": json.dumps(detail, default=str),
                }
            ]
        )
        if answer["FailedEntryCount"]:
            raise ProviderUnavailable(f"EventBridge refused {name}: {answer['Entries'][0]}")
