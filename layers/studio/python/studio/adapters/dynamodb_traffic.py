"""In one DynamoDB table: the requests of each account and minute, and whether orders are taken."""

import logging
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from studio.adapters.dynamodb_items import from_item, to_item
from studio.adapters.dynamodb_transaction import named
from studio.domain.brief import AccountId
from studio.domain.pause import Pause
from studio.domain.rate_limit import WINDOW

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PAUSE: Final = "pause"
_WINDOWS_KEPT: Final = 10
"""Then DynamoDB may forget them; a clock that is a little off does no harm."""

logger = logging.getLogger(__name__)


class DynamoTraffic:
    def __init__(
        self, client: "DynamoDBClient", *, table: str, impatient: "DynamoDBClient | None" = None
    ) -> None:
        """`impatient` counts, which is not worth waiting for."""
        self._client = client
        self._impatient = impatient or client
        self._table = table

    def count(self, account_id: AccountId, window: int) -> int | None:
        change = "ADD #requests :one SET #expires_at = :then"
        expires_at = (window + _WINDOWS_KEPT) * int(WINDOW.total_seconds())
        try:
            answer = self._impatient.update_item(
                TableName=self._table,
                Key=to_item(id=f"requests#{account_id}#{window}"),
                UpdateExpression=change,
                ExpressionAttributeNames=named(change),
                ExpressionAttributeValues=to_item(**{":one": 1, ":then": expires_at}),
                ReturnValues="UPDATED_NEW",
            )
        except (BotoCoreError, ClientError):
            logger.exception("A request of %s goes ahead uncounted", account_id)
            return None
        return int(from_item(answer["Attributes"])["requests"])

    def pause(self) -> Pause | None:
        answer = self._client.get_item(TableName=self._table, Key=_key(), ConsistentRead=True)
        if "Item" not in answer:
            return None
        return Pause.model_validate_json(from_item(answer["Item"])["pause"])

    def set_pause(self, pause: Pause | None) -> None:
        if pause is None:
            self._client.delete_item(TableName=self._table, Key=_key())
            return
        item = {**_key(), **to_item(pause=pause.model_dump_json())}
        self._client.put_item(TableName=self._table, Item=item)


def _key() -> dict[str, Any]:
    return to_item(id=_PAUSE)
