"""Every five minutes, and whenever an execution ends badly: leave no job open."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import jobs
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

sweep_jobs = jobs.sweep_jobs(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    ended_execution = event.get("detail", {}).get("name")
    ended = sweep_jobs([JobId(ended_execution)] if ended_execution else None)
    logger.info("Jobs swept", ended=ended)
    return {"ended": ended}
