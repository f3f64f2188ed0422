"""Functions that are handed records in batches: those that fail come again, and no others."""

import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.observability import logger

Image = dict[str, Any] | None
"""An item of a table, in DynamoDB's own types; None where there is none."""

Handler = Callable[[dict[str, Any], LambdaContext], PartialItemFailureResponse]


def each_message(take: Callable[[dict[str, Any]], None]) -> Handler:
    """Of a queue; a message is JSON."""

    def one(record: SQSRecord) -> None:
        take(json.loads(record.body))

    return _handler(EventType.SQS, one)


def each_change(take: Callable[[Image, Image], None]) -> Handler:
    """Of a table, by its stream: the item before, and after."""

    def one(record: DynamoDBRecord) -> None:
        change = record.raw_event["dynamodb"]
        take(change.get("OldImage"), change.get("NewImage"))

    return _handler(EventType.DynamoDBStreams, one)


def _handler(kind: EventType, one: Callable[[Any], None]) -> Handler:
    processor = BatchProcessor(kind)

    @logger.inject_lambda_context
    def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
        return process_partial_response(event, one, processor, context)

    return handler
