"""Step Functions stage `ComposeScenes`: a script in, scene code out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

compose_scenes = stages.compose_scenes(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        scenes = compose_scenes(job_id)
        logger.info("Scenes composed", scenes=scenes)
    return {"scenes": scenes}
