"""Between Python's values and DynamoDB's typed ones."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize
_MAX_WRITES: Final = 25


def to_item(**values: object) -> dict[str, Any]:
    return {name: _serialize(value) for name, value in values.items()}


def from_item(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _deserialize(value) for name, value in item.items()}


def delete_all(
    client: "DynamoDBClient", table: str, *, hash_key: str, range_key: str, of: str
) -> None:
    """Delete every item under one hash key."""
    names = {"#hash": hash_key, "#range": range_key}
    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="#hash = :of",
        ProjectionExpression="#hash, #range",
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=to_item(**{":of": of}),
        ConsistentRead=True,
    )
    left: list[Any] = [{"DeleteRequest": {"Key": item}} for page in pages for item in page["Items"]]
    while left:
        answer = client.batch_write_item(RequestItems={table: left[:_MAX_WRITES]})
        left = left[_MAX_WRITES:] + answer.get("UnprocessedItems", {}).get(table, [])
