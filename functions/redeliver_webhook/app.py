"""Operators invoke this: a job's id in, the ids of new deliveries of its webhooks out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.brief import JobId

redeliver_webhook = webhooks.redeliver_webhook(Settings.from_env())


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return {"deliveries": redeliver_webhook(JobId(event["job_id"]))}
