"""The attempts to deliver webhooks, in a table of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from studio.domain.brief import JobId
from studio.domain.webhook import Attempt

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT_SECONDS: Final = 30 * 24 * 3600


class DynamoDeliveryLog:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def record(self, attempt: Attempt) -> None:
        self._client.put_item(
            TableName=self._table,
            Item={
                "job_id": {"S": attempt.job_id},
                "id": {"S": f"{attempt.delivery}#{attempt.number}"},
                "attempt": {"S": attempt.model_dump_json()},
                "forget_at": {"N": str(int(attempt.at.timestamp()) + _KEPT_SECONDS)},
            },
        )

    def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="job_id = :job_id",
            ExpressionAttributeValues={":job_id": {"S": job_id}},
            ConsistentRead=True,
        )
        items = (item for page in pages for item in page["Items"])
        kept = [Attempt.model_validate_json(item["attempt"]["S"]) for item in items]
        return sorted(kept, key=lambda attempt: attempt.at)
