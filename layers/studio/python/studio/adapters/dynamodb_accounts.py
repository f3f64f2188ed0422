"""Accounts, who signs in to them, and API keys, in DynamoDB: one item each, in one table.

A key's item lies under the key's id, which is a keyed hash of the key: the key itself is nowhere.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from studio.adapters.dynamodb_items import from_item, to_item
from studio.adapters.dynamodb_transaction import Write, named, write_all
from studio.domain.account import Account, ApiKey, KeyId, Person
from studio.domain.brief import LONGEST_ID, AccountId
from studio.domain.errors import (
    AccountConflict,
    AccountNotFound,
    ApiKeyConflict,
    ApiKeyNotFound,
    StudioError,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_NEW: Final = "attribute_not_exists(id)"


class DynamoAccounts:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def add(self, account: Account, keys: Sequence[ApiKey] = ()) -> None:
        items = [_account_item(account), *(_key_item(key) for key in keys)]
        if account.person is not None:
            items.append(to_item(id=_person_id(account.person), account=account.id))
        conflict = AccountConflict(account.id)
        writes = [Write({"Put": self._put(item, _NEW)}, conflict) for item in items]
        write_all(self._client, writes, contended=conflict)

    def account(self, account_id: AccountId) -> Account:
        found = self._get(account_id)
        if found is None or "account_record" not in found:
            raise AccountNotFound(account_id)
        return Account.model_validate_json(found["account_record"])

    def of_person(self, person: Person) -> Account:
        found = self._get(_person_id(person))
        if found is None:
            raise AccountNotFound(person)
        return self.account(AccountId(found["account"]))

    def save(self, account: Account) -> None:
        self._replace(_account_item(account), account.version, AccountConflict(account.id))

    def key(self, key_id: KeyId) -> ApiKey:
        found = self._get(key_id) if len(key_id) <= LONGEST_ID else None
        if found is None or "key_record" not in found:
            raise ApiKeyNotFound(key_id)
        return ApiKey.model_validate_json(found["key_record"])

    def keys_of(self, account_id: AccountId) -> Sequence[ApiKey]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="by_owner",
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames=named("#owner"),
            ExpressionAttributeValues=to_item(**{":owner": account_id}),
            ScanIndexForward=False,
        )
        return [
            ApiKey.model_validate_json(from_item(item)["key_record"])
            for page in pages
            for item in page["Items"]
        ]

    def add_key(self, key: ApiKey) -> None:
        self._guarded(self._put(_key_item(key), _NEW), ApiKeyConflict(key.id))

    def save_key(self, key: ApiKey) -> None:
        self._replace(_key_item(key), key.version, ApiKeyConflict(key.id))

    def forget(self, account: Account) -> None:
        person = [_person_id(account.person)] if account.person is not None else []
        for item_id in (*(key.id for key in self.keys_of(account.id)), *person, account.id):
            self._client.delete_item(TableName=self._table, Key=to_item(id=item_id))

    def _get(self, item_id: str) -> dict[str, Any] | None:
        answer = self._client.get_item(
            TableName=self._table, Key=to_item(id=item_id), ConsistentRead=True
        )
        return from_item(answer["Item"]) if "Item" in answer else None

    def _replace(self, item: dict[str, Any], version: int, otherwise: StudioError) -> None:
        put = self._put(item, "#version = :before")
        put["ExpressionAttributeNames"] = named("#version")
        put["ExpressionAttributeValues"] = to_item(**{":before": version - 1})
        self._guarded(put, otherwise)

    def _put(self, item: dict[str, Any], only_if: str) -> dict[str, Any]:
        return {"TableName": self._table, "Item": item, "ConditionExpression": only_if}

    def _guarded(self, put: dict[str, Any], otherwise: StudioError) -> None:
        try:
            self._client.put_item(**put)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise otherwise from error
            raise


def _account_item(account: Account) -> dict[str, Any]:
    return to_item(id=account.id, account_record=account.model_dump_json(), version=account.version)


def _key_item(key: ApiKey) -> dict[str, Any]:
    return to_item(
        id=key.id,
        key_record=key.model_dump_json(),
        version=key.version,
        owner=key.account_id,
        created_at=f"{key.created_at.isoformat()}#{key.id}",
    )


def _person_id(person: Person) -> str:
    return f"person#{person}"
