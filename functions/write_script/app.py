"""Step Functions stage `WriteScript`: a brief in, a script out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

write_script = stages.write_script(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        script = write_script(job_id)
        logger.info("Script written", scenes=len(script.scenes))
    return {"scenes": [scene.number for scene in script.scenes]}
