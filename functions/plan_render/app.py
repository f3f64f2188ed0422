"""Step Functions stage `PlanRender`: voice timings and scenes in, a manifest for the render out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio import bootstrap
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

plan_render = bootstrap.plan_render(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        manifest_url = plan_render(job_id)
        logger.info("Render planned")
    return {"manifest_url": manifest_url}
