"""Queue of job events: a job is over; write to its owner."""

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

from studio.bootstrap import emails
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

write_to_owner = emails.write_to_owner(Settings.from_env())
processor = BatchProcessor(EventType.SQS)


def note(record: SQSRecord) -> None:
    write_to_owner(JobId(json.loads(record.body)["detail"]["id"]))


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(event, note, processor, context)
