"""The attempts to deliver webhooks, in a table of their own, and by endpoint in its index."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from studio.adapters.dynamodb_items import delete_all, to_item
from studio.domain.brief import JobId
from studio.domain.delivery import Attempt
from studio.domain.errors import DeliveryNotFound
from studio.domain.webhook_endpoint import EndpointId

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT_SECONDS: Final = 30 * 24 * 3600
_BY_ENDPOINT: Final = "by_endpoint"


class DynamoDeliveryLog:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def record(self, attempt: Attempt) -> None:
        delivery = attempt.delivery
        known = {
            "job_id": delivery.job_id or delivery.endpoint,  # a ping is of no job
            "id": attempt.id,
            "attempt": attempt.model_dump_json(),
            "at": f"{attempt.at:%Y-%m-%dT%H:%M:%S.%f}",
            "forget_at": int(attempt.at.timestamp()) + _KEPT_SECONDS,
        }
        if delivery.endpoint is not None:
            known["endpoint"] = delivery.endpoint
        self._client.put_item(TableName=self._table, Item=to_item(**known))

    def attempts(self, about: JobId | EndpointId) -> Sequence[Attempt]:
        kept = self._query(
            KeyConditionExpression="job_id = :job_id",
            ExpressionAttributeValues=to_item(**{":job_id": about}),
            ConsistentRead=True,
        )
        return sorted(kept, key=lambda attempt: attempt.at)

    def latest(self, endpoint_id: EndpointId, *, limit: int) -> Sequence[Attempt]:
        return list(islice(self._at(endpoint_id, {}, PaginationConfig={"PageSize": limit}), limit))

    def attempt(self, endpoint_id: EndpointId, attempt_id: str) -> Attempt:
        asked = self._at(endpoint_id, {":id": attempt_id}, FilterExpression="id = :id")
        found = next(asked, None)
        if found is None:
            raise DeliveryNotFound(attempt_id)
        return found

    def forget(self, about: JobId | EndpointId) -> None:
        delete_all(self._client, self._table, hash_key="job_id", range_key="id", of=about)

    def _at(
        self, endpoint_id: EndpointId, values: Mapping[str, object], **more: Any
    ) -> Iterator[Attempt]:
        """Newest first."""
        return self._query(
            IndexName=_BY_ENDPOINT,
            KeyConditionExpression="endpoint = :endpoint",
            ExpressionAttributeValues=to_item(**{":endpoint": endpoint_id, **values}),
            ScanIndexForward=False,
            **more,
        )

    def _query(self, **asked: Any) -> Iterator[Attempt]:
        pages = self._client.get_paginator("query").paginate(TableName=self._table, **asked)
        for page in pages:
            for item in page["Items"]:
                yield Attempt.model_validate_json(item["attempt"]["S"])
