"""Step Functions states `MarkRunning`, `MarkSucceeded` and `MarkFailed`: move the job."""

from typing import Any, assert_never

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import jobs
from studio.config import Settings
from studio.domain.brief import JobId
from studio.domain.stages import stages_of
from studio.observability import logger

settings = Settings.from_env()
advance_job = jobs.advance_job(settings)


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    job_id = JobId(event["job_id"])
    match event["to"]:
        case "running":
            job = advance_job.start(job_id)
        case "succeeded":
            job = advance_job.succeed(job_id)
        case "failed":
            failure = event["failure"]
            job = advance_job.fail(
                job_id,
                stage=event["stage"],
                error=failure.get("Error", "Unknown"),
                cause=failure.get("Cause", ""),
            )
        case unknown:
            assert_never(unknown)
    logger.info("Job advanced", job_id=job_id, status=job.status, failure=job.failure)
    stages = stages_of(job, modelled=settings.modelled)
    return {"status": job.status, **stages._asdict()}
