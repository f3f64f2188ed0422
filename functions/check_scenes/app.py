"""Step Functions stage `CheckScenes`: scene code in, the numbers of what has to be repaired out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

check_scenes = stages.check_scenes(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        broken = check_scenes(job_id)
        logger.info("Scenes checked", broken=broken)
    return {"scenes": list(broken)}
