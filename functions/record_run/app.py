"""Step Functions stage `RecordRun`: a finished video in, what it took out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

record_run = stages.record_run(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        warnings = record_run(job_id)
        logger.info("Run recorded", warnings=warnings)
    return {"warnings": len(warnings)}
