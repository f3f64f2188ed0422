"""Step Functions stage `ReviewVideo`: pictures of a video in, what to repair out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import models
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

review_video = models.review_video(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        faulty = review_video(job_id)
        logger.info("Video reviewed", faulty=faulty)
    return {"scenes": list(faulty)}
