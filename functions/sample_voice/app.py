"""The API invokes this and does not wait: a narrator's id in, its sample in the bucket."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import voices
from studio.config import Settings
from studio.observability import logger

sample_voice = voices.sample_voice(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    spoken = sample_voice(event["narrator"])
    logger.info("Sample spoken" if spoken else "Sample was there", narrator=event["narrator"])
    return {"spoken": spoken}
