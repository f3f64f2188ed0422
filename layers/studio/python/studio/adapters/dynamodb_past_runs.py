"""How long earlier jobs took, one item for each kind of job."""

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from studio.domain.expectation import KEPT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

logger = logging.getLogger(__name__)


class DynamoPastRuns:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def seconds(self, kind: str) -> Sequence[float]:
        try:
            return self._seconds(kind)
        except (BotoCoreError, ClientError):
            logger.warning("Past runs could not be read", exc_info=True)
            return []

    def add(self, kind: str, seconds: float) -> None:
        try:
            kept = [*self._seconds(kind), round(seconds, 3)][-KEPT:]
            self._client.put_item(
                TableName=self._table,
                Item={"kind": {"S": kind}, "seconds": {"S": json.dumps(kept)}},
            )
        except (BotoCoreError, ClientError):
            logger.warning("A past run could not be stored", exc_info=True)

    def _seconds(self, kind: str) -> list[float]:
        answer = self._client.get_item(TableName=self._table, Key={"kind": {"S": kind}})
        kept: list[float] = json.loads(answer["Item"]["seconds"]["S"]) if "Item" in answer else []
        return kept
