"""Step Functions state `Attempt`: call an endpoint once, and say what came of it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.delivery import Delivery
from studio.observability import logger

deliver_webhook = webhooks.deliver_webhook(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """`pause` is below zero for the last attempt; `retry_at` is empty when none follows."""
    delivery = Delivery.model_validate(event["delivery"])
    pause = event["pause"] if event["pause"] >= 0 else None
    attempt = deliver_webhook(delivery, number=event["number"], pause=pause)
    if attempt is None:
        logger.info("Nobody is called any more", delivery=delivery.model_dump())
        return {"outcome": "undelivered", "retry_at": ""}
    logger.info("Webhook attempted", **attempt.model_dump(mode="json"))
    if attempt.retry_at is not None:
        return {"outcome": "retry", "retry_at": f"{attempt.retry_at:%Y-%m-%dT%H:%M:%S.%fZ}"}
    delivered = attempt.outcome == "delivered"
    return {"outcome": "delivered" if delivered else "undelivered", "retry_at": ""}
