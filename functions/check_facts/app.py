"""Step Functions stage `CheckFacts`: a script in, whether it is to be rewritten out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import models
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

check_facts = models.check_facts(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        rewrite = check_facts(job_id)
        logger.info("Facts checked", rewrite=rewrite)
    return {"rewrite": rewrite}
