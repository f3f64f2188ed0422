"""Step Functions stage `PlanReading`: a job with files in, a manifest for who reads them out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

plan_reading = stages.plan_reading(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        manifest_url = plan_reading(job_id)
        logger.info("Reading planned")
    return {"reading_url": manifest_url}
