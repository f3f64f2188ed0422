"""Step Functions stage `FetchContext`: URLs and repositories in, texts out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import stages
from studio.config import Settings
from studio.domain.brief import JobId
from studio.observability import logger

fetch_context = stages.fetch_context(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    with logger.append_context_keys(job_id=job_id):
        pages = fetch_context(job_id)
        logger.info("Pages fetched", pages=pages)
    return {"pages": pages}
