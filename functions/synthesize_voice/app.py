"""Step Functions stage `SynthesizeVoice`, once per scene: narration in, speech out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

synthesize_voice = stages.synthesize_voice(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        track = synthesize_voice(job_id, int(event["number"]))
        logger.info("Scene voiced", number=event["number"], seconds=track.seconds)
    return {"seconds": track.seconds}
