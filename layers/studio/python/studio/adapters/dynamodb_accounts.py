"""Accounts and API keys in DynamoDB.

A key is stored twice: under its keyed hash, for whoever calls with it, and under its id,
for whoever signs with its secret. The key itself is nowhere.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from studio.adapters.dynamodb_items import from_item, to_item
from studio.domain import api_key
from studio.domain.account import Account, ApiKey, Caller, KeyId
from studio.domain.errors import ApiKeyNotFound, InvalidApiKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_NEW: Final = "attribute_not_exists(id)"


class DynamoAccounts:
    def __init__(self, client: "DynamoDBClient", *, table: str, pepper: str) -> None:
        self._client = client
        self._table = table
        self._pepper = pepper

    def add(self, account: Account, keys: Mapping[str, ApiKey]) -> None:
        items = [to_item(id=account.id, account=account.model_dump_json())]
        for key, known in keys.items():
            items.append(to_item(id=self._hashed(key), caller=known.caller().model_dump_json()))
            items.append(to_item(id=known.id, api_key=known.model_dump_json()))
        self._client.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": _NEW}}
                for item in items
            ]
        )

    def caller(self, key: str) -> Caller:
        found = self._get(self._hashed(key))
        if found is None:
            raise InvalidApiKey
        return Caller.model_validate_json(found["caller"])

    def key(self, key_id: KeyId) -> ApiKey:
        found = self._get(key_id)
        if found is None or "api_key" not in found:
            raise ApiKeyNotFound(key_id)
        return ApiKey.model_validate_json(found["api_key"])

    def _get(self, item_id: str) -> dict[str, Any] | None:
        answer = self._client.get_item(TableName=self._table, Key=to_item(id=item_id))
        return from_item(answer["Item"]) if "Item" in answer else None

    def _hashed(self, key: str) -> str:
        return "key#" + api_key.digest(key, pepper=self._pepper)
