"""Operators invoke this: a job's id in, every attempt to deliver its webhook out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.brief import JobId

delivery_log = webhooks.delivery_log(Settings.from_env())


def handler(event: dict[str, Any], context: LambdaContext) -> list[dict[str, Any]]:
    attempts = delivery_log.attempts(JobId(event["job_id"]))
    return [attempt.model_dump(mode="json") for attempt in attempts]
