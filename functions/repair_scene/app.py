"""Step Functions stage `RepairScene`: a scene with problems in, other code of it out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import models
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

repair_scene = models.repair_scene(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        take = repair_scene(job_id, event["number"], among=event["among"])
        logger.info("Scene repaired", number=take.number, attempt=take.repairs)
    return {"attempt": take.repairs}
