"""Step Functions stage `Research`: a topic in, what is known of it out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import models
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

research = models.research(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        found = research(job_id)
        logger.info("Topic researched", sources=len(found.sources))
    return {"sources": len(found.sources)}
