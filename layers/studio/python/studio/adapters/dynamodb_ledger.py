"""Credits in DynamoDB: an account's balance, its entries, and the claims on idempotency keys.

All of an account is one partition. The balance carries a version that every movement raises,
and an entry's key can be taken once; jobs are stored in the same transactions.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from studio.adapters.dynamodb_items import delete_all, from_item, to_item
from studio.adapters.dynamodb_transaction import Write, named, write_all
from studio.domain.brief import AccountId
from studio.domain.credits import Balance
from studio.domain.errors import BalanceConflict, ClaimConflict, EntryExists
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.ledger import Entry, Movement

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BALANCE: Final = "balance"
_ENTRY: Final = "entry#"
_CLAIM: Final = "idempotency#"


class DynamoLedger:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def balance(self, account_id: AccountId) -> Balance:
        found = self._get(account_id, _BALANCE)
        return Balance() if found is None else Balance.model_validate_json(found["balance"])

    def record(self, movement: Movement) -> None:
        writes = movement_writes(self._table, movement)
        write_all(self._client, writes, contended=BalanceConflict(movement.account))

    def entries(self, account_id: AccountId) -> Iterator[Entry]:
        condition = "#account = :account AND begins_with(#entry, :prefix)"
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression=condition,
            ExpressionAttributeNames=named(condition),
            ExpressionAttributeValues=to_item(**{":account": account_id, ":prefix": _ENTRY}),
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield Entry.model_validate_json(from_item(item)["record"])

    def forget(self, account_id: AccountId) -> None:
        delete_all(self._client, self._table, hash_key="account", range_key="entry", of=account_id)

    def accounts(self) -> Iterator[AccountId]:
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table,
            FilterExpression="#entry = :balance",
            ProjectionExpression="#account",
            ExpressionAttributeNames=named("#entry #account"),
            ExpressionAttributeValues=to_item(**{":balance": _BALANCE}),
        )
        for page in pages:
            yield from (AccountId(from_item(item)["account"]) for item in page["Items"])

    def claim(self, account_id: AccountId, request: IdempotentRequest) -> IdempotencyClaim | None:
        found = self._get(account_id, _claim_key(request.route, request.key))
        return None if found is None else IdempotencyClaim.model_validate_json(found["claim"])

    def _get(self, account_id: AccountId, entry: str) -> dict[str, Any] | None:
        answer = self._client.get_item(
            TableName=self._table,
            Key=to_item(account=account_id, entry=entry),
            ConsistentRead=True,
        )
        return from_item(answer["Item"]) if "Item" in answer else None


def movement_writes(table: str, movement: Movement) -> list[Write]:
    """The balance first: if it moved, what the entries say is not yet the last word."""
    account, fresh = movement.account, movement.before == 0
    balance = _put(
        table,
        to_item(
            account=account,
            entry=_BALANCE,
            balance=movement.after.model_dump_json(),
            version=movement.after.version,
        ),
        only_if="attribute_not_exists(#version)" if fresh else "#version = :before",
        values={} if fresh else {":before": movement.before},
    )
    return [
        Write(balance, otherwise=BalanceConflict(account)),
        *(_entry_write(table, account, entry) for entry in movement.entries),
    ]


def _entry_write(table: str, account: AccountId, entry: Entry) -> Write:
    item = to_item(account=account, entry=_ENTRY + entry.id, record=entry.model_dump_json())
    put = _put(table, item, only_if="attribute_not_exists(#entry)")
    return Write(put, otherwise=EntryExists(account))


def claim_write(table: str, claim: IdempotencyClaim, *, at: datetime) -> Write:
    """A claim's time is compared, because DynamoDB deletes what expired days later."""
    item = to_item(
        account=claim.account,
        entry=_claim_key(claim.route, claim.key),
        claim=claim.model_dump_json(),
        expires_at=int(claim.expires_at.timestamp()),
    )
    guarded = _put(
        table,
        item,
        only_if="attribute_not_exists(#entry) OR expires_at <= :now",
        values={":now": int(at.timestamp())},
    )
    return Write(guarded, otherwise=ClaimConflict(claim.account))


def _claim_key(route: str, key: str) -> str:
    """A digest: a route has an id of any length in it, and a sort key at most 1,024 bytes."""
    return _CLAIM + hashlib.sha256(f"{route}#{key}".encode()).hexdigest()


def _put(
    table: str, item: dict[str, Any], *, only_if: str, values: dict[str, object] | None = None
) -> dict[str, Any]:
    put: dict[str, Any] = {"TableName": table, "Item": item, "ConditionExpression": only_if}
    if names := named(only_if):
        put["ExpressionAttributeNames"] = names
    if values:
        put["ExpressionAttributeValues"] = to_item(**values)
    return {"Put": put}
