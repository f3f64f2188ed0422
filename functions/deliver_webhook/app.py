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
    delivery = Delivery.model_validate(event["delivery"])
    attempt = deliver_webhook(delivery, number=event["number"], pause=event["pause"])
    if attempt is None:
        logger.info("Nobody is called any more", **delivery.model_dump())
        return {"outcome": "undelivered", "retry_at": None}
    said = attempt.model_dump(mode="json")
    logger.info("Webhook attempted", **said)
    if attempt.retry_at is not None:
        return {"outcome": "retry", "retry_at": said["retry_at"]}
    delivered = attempt.outcome == "delivered"
    return {"outcome": "delivered" if delivered else "undelivered", "retry_at": None}
