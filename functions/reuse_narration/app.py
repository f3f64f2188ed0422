"""Step Functions stage `ReuseNarration`: another job's script and voice in, this job's out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

reuse_narration = stages.reuse_narration(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        script = reuse_narration(job_id)
        logger.info("Narration reused", extra={"scenes": len(script.scenes)})
    return {"scenes": len(script.scenes)}
