"""Step Functions stage `PlanRender`: what is to be filmed in, a manifests for the render out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.application.stages.render_manifests import PlannedRender
from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

settings = Settings.from_env()
plan_render = stages.plan_render(settings)
plan_scene = stages.plan_scene(settings)


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        planned = _plan(event, job_id)
        logger.info("Render planned", extra={"parts": len(planned.parts)})
    return {
        "manifest_url": planned.manifest,
        "part_urls": list(planned.parts),
        "judged": planned.judged,
    }


def _plan(event: dict[str, Any], job_id: JobId) -> PlannedRender:
    if event["kind"] == "scene":
        return plan_scene(job_id)
    return plan_render(job_id, modelled=event["modelled"], last=event["last"])
