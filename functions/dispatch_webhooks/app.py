"""Queue of jobs that are over: whoever asked to be told of one gets a delivery of their own."""

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

from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.brief import JobId
from studio.domain.errors import JobNotFound
from studio.observability import logger

dispatch_webhooks = webhooks.dispatch_webhooks(Settings.from_env())
processor = BatchProcessor(EventType.SQS)


def dispatch(record: SQSRecord) -> None:
    job_id = JobId(json.loads(record.body)["detail"]["id"])
    try:
        dispatch_webhooks(job_id)
    except JobNotFound:
        logger.info("The job was deleted, and nobody is told of it", job_id=job_id)


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(event, dispatch, processor, context)
