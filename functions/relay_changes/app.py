"""The jobs table's stream: every stored change becomes what it means."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.adapters.dynamodb import job_in_stream_image
from studio.bootstrap import jobs
from studio.config import Settings
from studio.observability import logger

relay_changes = jobs.relay_changes(Settings.from_env())
processor = BatchProcessor(EventType.DynamoDBStreams)


def relay(record: DynamoDBRecord) -> None:
    change = record.raw_event["dynamodb"]
    before, after = change.get("OldImage"), change.get("NewImage")
    relay_changes(job_in_stream_image(before), job_in_stream_image(after))


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(event, relay, processor, context)
