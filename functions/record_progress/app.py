"""Queue of S3 notices: the render task wrote its progress; put it on the job's timeline."""

import json
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import jobs
from studio.config import Settings
from studio.observability import logger

record_progress = jobs.record_progress(Settings.from_env())
processor = BatchProcessor(EventType.SQS)


def note(record: SQSRecord) -> None:
    record_progress(json.loads(record.body)["detail"]["object"]["key"])


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(event, note, processor, context)
