"""Queue of S3 notices: the render task wrote its progress; put it on the job's timeline."""

import json
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio import bootstrap
from studio.config import Settings
from studio.observability import logger

record_progress = bootstrap.record_progress(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    failures = []
    for record in event["Records"]:
        try:
            record_progress(json.loads(record["body"])["detail"]["object"]["key"])
        except Exception:  # this message is retried, then kept in the dead-letter queue
            logger.exception("Progress not recorded")
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
