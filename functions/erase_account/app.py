"""Queue of erasures: an account was closed; forget everything it holds."""

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

from studio.bootstrap import owners
from studio.config import Settings
from studio.domain.brief import AccountId
from studio.observability import logger

erase_account = owners.erase_account(Settings.from_env())
processor = BatchProcessor(EventType.SQS)


def note(record: SQSRecord) -> None:
    erase_account(AccountId(json.loads(record.body)["account_id"]))


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(event, note, processor, context)
