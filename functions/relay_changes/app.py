"""The jobs table's stream: every stored change becomes what it means."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio import bootstrap
from studio.adapters.dynamodb import job_in_stream_image
from studio.config import Settings
from studio.observability import logger

relay_changes = bootstrap.relay_changes(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    for record in event["Records"]:
        change = record["dynamodb"]
        try:
            before = job_in_stream_image(change.get("OldImage"))
            relay_changes(before, job_in_stream_image(change.get("NewImage")))
        except Exception:  # the stream retries from here; the rest must keep its order
            logger.exception("Change not relayed", keys=change["Keys"])
            return {"batchItemFailures": [{"itemIdentifier": change["SequenceNumber"]}]}
    return {"batchItemFailures": []}
