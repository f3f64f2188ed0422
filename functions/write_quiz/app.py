"""Step Functions stage `WriteQuiz`: a script in, a quiz out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import models
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

write_quiz = models.write_quiz(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        questions = write_quiz(job_id)
        logger.info("Quiz written", questions=questions)
    return {"questions": questions}
