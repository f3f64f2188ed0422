"""Libraries in DynamoDB: an item for each video, beside the other videos of its owner."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from studio.adapters.dynamodb_items import from_item, to_item
from studio.adapters.dynamodb_transaction import Write
from studio.domain.brief import AccountId, JobId
from studio.domain.errors import JobConflict, VideoNotFound
from studio.domain.job import Job
from studio.domain.video import Video

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def video_write(table: str, video: Video) -> Write:
    """The video of a job that ends, as part of the transaction that ends it."""
    job = video.job
    stored = video.model_dump_json(exclude={"notes"})
    item = to_item(owner=job.owner, job_id=job.id, video=stored)
    return Write({"Put": {"TableName": table, "Item": item}}, otherwise=JobConflict(job.id))


def video_deletion(table: str, job: Job) -> Write:
    key = to_item(owner=job.owner, job_id=job.id)
    return Write({"Delete": {"TableName": table, "Key": key}}, otherwise=JobConflict(job.id))


class DynamoVideos:
    def __init__(self, client: "DynamoDBClient", *, table: str) -> None:
        self._client = client
        self._table = table

    def get(self, owner: AccountId, job_id: JobId) -> Video:
        answer = self._client.get_item(
            TableName=self._table, Key=to_item(owner=owner, job_id=job_id), ConsistentRead=True
        )
        if "Item" not in answer:
            raise VideoNotFound(job_id)
        return _video(answer["Item"])

    def owned_by(self, owner: AccountId) -> Iterator[Video]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues=to_item(**{":owner": owner}),
            ConsistentRead=True,
        )
        for page in pages:
            yield from (_video(item) for item in page["Items"])

    def annotate(self, owner: AccountId, job_id: JobId, notes: str | None) -> None:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(owner=owner, job_id=job_id),
                UpdateExpression="SET notes = :notes",
                ConditionExpression="attribute_exists(job_id)",
                ExpressionAttributeValues=to_item(**{":notes": notes}),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            raise VideoNotFound(job_id) from error


def _video(item: Mapping[str, Any]) -> Video:
    stored = from_item(item)
    video = Video.model_validate_json(stored["video"])
    return video.model_copy(update={"notes": stored.get("notes")})
