"""Step Functions stage `JudgeTake`: what was rendered in, what is to be done next out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

judge_take = stages.judge_take(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        verdict = judge_take(job_id)
        logger.info("Take judged", next=verdict.next, scenes=verdict.scenes)
    return {"next": verdict.next, "scenes": list(verdict.scenes)}
