"""Jobs and their timelines in DynamoDB.

An item holds its model as JSON, plus only the attributes DynamoDB itself must
see to key, guard and index it. Nothing outside this module knows their names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from studio.adapters.dynamodb_items import delete_all, from_item, to_item
from studio.adapters.dynamodb_ledger import claim_write, movement_writes
from studio.adapters.dynamodb_transaction import Write, named, write_all
from studio.adapters.dynamodb_videos import video_deletion, video_write
from studio.domain.brief import AccountId, JobId
from studio.domain.errors import BalanceConflict, JobConflict, JobNotFound, StudioError
from studio.domain.idempotency import IdempotencyClaim
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Movement
from studio.domain.timeline import COMES_AGAIN, JobEvent, Progress
from studio.domain.video import Video

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_MAX_KEYS_PER_GET: Final = 100


class DynamoJobs:
    """Jobs, one item each, guarded by their version, and their timelines beside them."""

    def __init__(
        self,
        client: "DynamoDBClient",
        *,
        jobs_table: str,
        timeline_table: str,
        ledger_table: str,
        videos_table: str,
    ) -> None:
        self._client = client
        self._jobs = jobs_table
        self._timeline = timeline_table
        self._ledger = ledger_table
        self._videos = videos_table

    def add(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        claim: IdempotencyClaim | None = None,
    ) -> None:
        stored = self._job_write(job, event, only_if="attribute_not_exists(id)")
        claims = [claim_write(self._ledger, claim, at=event.at)] if claim else []
        self._write([*claims, stored], job, event, movement)

    def save(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        video: Video | None = None,
    ) -> None:
        before = {":before": job.version - 1}
        stored = self._job_write(job, event, only_if="#version = :before", **before)
        filed = [video_write(self._videos, video)] if video else []
        self._write([stored, *filed], job, event, movement)

    def erase(self, job: Job) -> None:
        lost = JobConflict(job.id)
        gone = {"Delete": {"TableName": self._jobs, "Key": to_item(id=job.id)}}
        writes = [Write(gone, lost), video_deletion(self._videos, job)]
        write_all(self._client, writes, contended=lost)

    def get(self, job_id: JobId) -> Job:
        answer = self._client.get_item(
            TableName=self._jobs, Key=to_item(id=job_id), ConsistentRead=True
        )
        if "Item" not in answer:
            raise JobNotFound(job_id)
        return _job(answer["Item"])

    def owned_by(self, owner: AccountId, *, dialect: Dialect, limit: int) -> Sequence[Job]:
        answer = self._client.query(
            TableName=self._jobs,
            IndexName="by_owner",
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames=named("#owner"),
            ExpressionAttributeValues=to_item(**{":owner": _shelf(owner, dialect)}),
            ScanIndexForward=False,
            Limit=limit,
        )
        return [_job(item) for item in answer["Items"]]

    def of_account(self, owner: AccountId) -> Iterator[Job]:
        for dialect in Dialect:
            yield from self._indexed("by_owner", "owner", _shelf(owner, dialect))

    def unfinished(self) -> Iterator[Job]:
        yield from self._indexed("unfinished", "unfinished", "yes")

    def _indexed(self, index: str, attribute: str, value: str) -> Iterator[Job]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._jobs,
            IndexName=index,
            KeyConditionExpression="#key = :value",
            ExpressionAttributeNames={"#key": attribute},
            ExpressionAttributeValues=to_item(**{":value": value}),
        )
        for page in pages:
            yield from (_job(item) for item in page["Items"])

    def record(self, job_id: JobId, event: JobEvent) -> None:
        self._client.put_item(TableName=self._timeline, Item=_event_item(job_id, event))
        if event.progress is not None:
            self._move_forward(job_id, event.progress)

    def events(self, job_id: JobId, *, since: str = "") -> Sequence[JobEvent]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._timeline,
            KeyConditionExpression="job_id = :job_id AND id >= :since",
            ExpressionAttributeValues=to_item(**{":job_id": job_id, ":since": since or " "}),
            ConsistentRead=True,
        )
        return [
            JobEvent.model_validate_json(from_item(item)["event"])
            for page in pages
            for item in page["Items"]
        ]

    def forget(self, job_id: JobId) -> None:
        delete_all(self._client, self._timeline, hash_key="job_id", range_key="id", of=job_id)

    def progress(self, job_ids: Sequence[JobId]) -> Mapping[JobId, Progress]:
        known = {job_id: Progress() for job_id in job_ids}
        for start in range(0, len(job_ids), _MAX_KEYS_PER_GET):
            keys = [to_item(id=job_id) for job_id in job_ids[start : start + _MAX_KEYS_PER_GET]]
            left: Any = {self._jobs: {"Keys": keys, "ConsistentRead": True}}
            while left:
                answer = self._client.batch_get_item(RequestItems=left)
                items = [from_item(item) for item in answer["Responses"].get(self._jobs, [])]
                known |= {JobId(item["id"]): _progress(item) for item in items}
                left = answer.get("UnprocessedKeys")
        return known

    def _write(
        self, writes: list[Write], job: Job, event: JobEvent, movement: Movement | None
    ) -> None:
        lost: StudioError = JobConflict(job.id)
        told = {"Put": {"TableName": self._timeline, "Item": _event_item(job.id, event)}}
        moves = movement_writes(self._ledger, movement) if movement else []
        contended = BalanceConflict(job.owner) if movement else lost
        write_all(self._client, [*writes, *moves, Write(told, lost)], contended=contended)

    def _job_write(self, job: Job, event: JobEvent, *, only_if: str, **values: object) -> Write:
        changes, progress_values = _changes(job, event)
        update = {
            "TableName": self._jobs,
            "Key": to_item(id=job.id),
            "UpdateExpression": changes,
            "ConditionExpression": only_if,
            "ExpressionAttributeNames": named(changes + only_if),
            "ExpressionAttributeValues": to_item(**progress_values, **values),
        }
        return Write({"Update": update}, otherwise=JobConflict(job.id))

    def _move_forward(self, job_id: JobId, progress: Progress) -> None:
        change = "SET #stage = :stage, #percent = :percent"
        moved = self._moved(job_id, progress, change, "#percent < :percent")
        if not moved and progress.stage in COMES_AGAIN:
            self._moved(job_id, progress, "SET #stage = :stage", "#percent >= :percent")

    def _moved(self, job_id: JobId, progress: Progress, change: str, only_if: str) -> bool:
        try:
            self._client.update_item(
                TableName=self._jobs,
                Key=to_item(id=job_id),
                UpdateExpression=change,
                ConditionExpression=f"attribute_exists(unfinished) AND {only_if}",
                ExpressionAttributeNames=named("#stage #percent"),
                ExpressionAttributeValues=to_item(
                    **{":stage": progress.stage.value, ":percent": progress.percent}
                ),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True


def job_in_stream_image(image: Mapping[str, Any] | None) -> Job | None:
    """The job in one image of a table stream's record."""
    return None if not image else _job(image)


def _changes(job: Job, event: JobEvent) -> tuple[str, dict[str, object]]:
    changes = "SET job = :job, #version = :version, #owner = :owner, created_at = :created_at"
    values: dict[str, object] = {
        ":job": job.model_dump_json(),
        ":version": job.version,
        ":owner": _shelf(job.owner, job.dialect),
        ":created_at": f"{job.created_at.isoformat()}#{job.id}",
    }
    if event.progress is not None:
        changes += ", #stage = :stage, #percent = :percent"
        values |= {":stage": event.progress.stage.value, ":percent": event.progress.percent}
    if job.status.is_final:
        return changes + " REMOVE unfinished", values
    return changes + ", unfinished = :yes", {**values, ":yes": "yes"}


def _shelf(owner: AccountId, dialect: Dialect) -> str:
    """Where an owner's jobs of one API are listed; Chalkboard's have been there from the start."""
    return owner if dialect is Dialect.CHALKBOARD_V1 else f"{owner}#{dialect}"


def _event_item(job_id: JobId, event: JobEvent) -> dict[str, Any]:
    return to_item(job_id=job_id, id=event.id, event=event.model_dump_json())


def _progress(item: Mapping[str, Any]) -> Progress:
    return Progress(stage=item["stage"], percent=int(item["percent"]))


def _job(item: Mapping[str, Any]) -> Job:
    return Job.model_validate_json(from_item(item)["job"])
