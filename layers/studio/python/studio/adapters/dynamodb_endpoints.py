"""Webhook endpoints in DynamoDB: one partition for each account, and in it a count of them.

What deliveries change is changed in place, so that two of them never undo each other.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from studio.adapters.dynamodb_items import delete_all, from_item, to_item
from studio.adapters.dynamodb_transaction import Write, named, write_all
from studio.domain.brief import LONGEST_ID, AccountId
from studio.domain.errors import Busy, EndpointNotFound, TooManyEndpoints
from studio.domain.webhook_endpoint import (
    MOST,
    DisabledReason,
    Endpoint,
    EndpointId,
    SealedSecrets,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_COUNT: Final = "count"
_ENDPOINT: Final = "whk_"
_THERE: Final = "attribute_exists(#id)"


class DynamoEndpoints:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def add(self, endpoint: Endpoint) -> None:
        put = {"Put": {"TableName": self._table, "Item": _item(endpoint)}}
        writes = [
            self._count(endpoint.account, 1, "#many < :most", {":most": MOST}),
            Write(put, otherwise=Busy()),
        ]
        write_all(self._client, writes, contended=Busy())

    def get(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        answer = self._client.get_item(
            TableName=self._table, Key=_key(account, endpoint_id), ConsistentRead=True
        )
        if "Item" not in answer:
            raise EndpointNotFound(endpoint_id)
        return _endpoint(answer["Item"])

    def owned_by(self, account: AccountId) -> Sequence[Endpoint]:
        condition = "#account = :account AND begins_with(#id, :prefix)"
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression=condition,
            ExpressionAttributeNames=named(condition),
            ExpressionAttributeValues=to_item(**{":account": account, ":prefix": _ENDPOINT}),
            ConsistentRead=True,
        )
        found = [_endpoint(item) for page in pages for item in page["Items"]]
        return sorted(found, key=lambda endpoint: endpoint.created_at)

    def remove(self, account: AccountId, endpoint_id: EndpointId) -> None:
        delete = {
            "Delete": {
                "TableName": self._table,
                "Key": _key(account, endpoint_id),
                "ConditionExpression": _THERE,
                "ExpressionAttributeNames": named(_THERE),
            }
        }
        writes = [
            Write(delete, otherwise=EndpointNotFound(endpoint_id)),
            self._count(account, -1, "#many > :none", {":none": 0}),
        ]
        write_all(self._client, writes, contended=Busy())

    def forget(self, account: AccountId) -> None:
        delete_all(self._client, self._table, hash_key="account", range_key="id", of=account)

    def rotate(
        self, account: AccountId, endpoint_id: EndpointId, sealed: bytes, *, until: datetime
    ) -> Endpoint:
        return self._change(
            account,
            endpoint_id,
            "SET #previous = #current, #current = :sealed, #previous_until = :until",
            {":sealed": sealed, ":until": until.isoformat()},
        )

    def enable(self, account: AccountId, endpoint_id: EndpointId) -> Endpoint:
        change = "REMOVE #disabled_at, #disabled_reason SET #consecutive_failures = :none"
        return self._change(account, endpoint_id, change, {":none": 0})

    def disable(
        self, account: AccountId, endpoint_id: EndpointId, reason: DisabledReason, *, at: datetime
    ) -> None:
        self._note(
            account,
            endpoint_id,
            "SET #disabled_at = :at, #disabled_reason = :reason",
            {":at": at.isoformat(), ":reason": reason},
            where=f"{_THERE} AND attribute_not_exists(#disabled_at)",
        )

    def delivered(self, account: AccountId, endpoint_id: EndpointId, *, at: datetime) -> None:
        change = "SET #consecutive_failures = :none, #last_delivered_at = :at"
        self._note(account, endpoint_id, change, {":none": 0, ":at": at.isoformat()})

    def failed(self, account: AccountId, endpoint_id: EndpointId) -> None:
        self._note(account, endpoint_id, "ADD #consecutive_failures :one", {":one": 1})

    def _note(
        self,
        account: AccountId,
        endpoint_id: EndpointId,
        change: str,
        values: Mapping[str, object],
        *,
        where: str = _THERE,
    ) -> None:
        try:
            self._change(account, endpoint_id, change, values, where=where)
        except EndpointNotFound:
            return  # it was deleted, or disabled, while it was called

    def _change(
        self,
        account: AccountId,
        endpoint_id: EndpointId,
        change: str,
        values: Mapping[str, object],
        *,
        where: str = _THERE,
    ) -> Endpoint:
        try:
            answer = self._client.update_item(
                TableName=self._table,
                Key=_key(account, endpoint_id),
                UpdateExpression=change,
                ConditionExpression=where,
                ExpressionAttributeNames=named(f"{change} {where}"),
                ExpressionAttributeValues=to_item(**values),
                ReturnValues="ALL_NEW",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            raise EndpointNotFound(endpoint_id) from error
        return _endpoint(answer["Attributes"])

    def _count(
        self, account: AccountId, by: int, where: str, values: Mapping[str, object]
    ) -> Write:
        where = f"attribute_not_exists(#many) OR {where}" if by > 0 else where
        change = "ADD #many :by"
        update = {
            "TableName": self._table,
            "Key": to_item(account=account, id=_COUNT),
            "UpdateExpression": change,
            "ConditionExpression": where,
            "ExpressionAttributeNames": named(f"{change} {where}"),
            "ExpressionAttributeValues": to_item(**{":by": by, **values}),
        }
        return Write({"Update": update}, otherwise=TooManyEndpoints(MOST))


def _key(account: AccountId, endpoint_id: EndpointId) -> dict[str, Any]:
    if not endpoint_id.startswith(_ENDPOINT) or len(endpoint_id) > LONGEST_ID:
        raise EndpointNotFound(endpoint_id)
    return to_item(account=account, id=endpoint_id)


def _item(endpoint: Endpoint) -> dict[str, Any]:
    secrets = endpoint.secrets
    said = endpoint.model_dump(mode="json", exclude={"secrets"}, exclude_none=True)
    sealed = {
        "current": secrets.current,
        "previous": secrets.previous,
        "previous_until": secrets.previous_until and secrets.previous_until.isoformat(),
    }
    return to_item(**said, **{name: value for name, value in sealed.items() if value is not None})


def _endpoint(item: Mapping[str, Any]) -> Endpoint:
    values = from_item(item)
    sealed = {name: values.pop(name, None) for name in SealedSecrets.model_fields}
    secrets = SealedSecrets.model_validate(
        {
            name: bytes(value) if name in _BINARY and value else value
            for name, value in sealed.items()
        }
    )
    return Endpoint.model_validate({**values, "secrets": secrets})


_BINARY: Final = frozenset({"current", "previous"})
