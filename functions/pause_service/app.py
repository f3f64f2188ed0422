"""Operators invoke this: whether orders are to be refused in, whether they are out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import accounts
from studio.config import Settings
from studio.observability import logger

pause_service = accounts.pause_service(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """`paused`, and if wanted `retry_after` in seconds and a `reason`."""
    pause = pause_service(**event)
    logger.info("Service paused" if pause else "Service resumed", asked=event)
    return {"paused": pause is not None, **(pause.model_dump(mode="json") if pause else {})}
