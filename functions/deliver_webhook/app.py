"""Step Functions state `Attempt`: call a job's endpoint once, and say what came of it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

deliver_webhook = webhooks.deliver_webhook(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    attempt = deliver_webhook(job_id, delivery=event["delivery"], number=event["number"])
    logger.info("Webhook attempted", **attempt.model_dump(mode="json"))
    return {"outcome": attempt.outcome}
