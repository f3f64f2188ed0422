"""Queue of jobs that are over: whoever asked to be told of one gets a delivery of their own."""

from typing import Any

from studio.batches import each_message
from studio.bootstrap import webhooks
from studio.config import Settings
from studio.domain.brief import JobId
from studio.domain.errors import JobNotFound
from studio.observability import logger

dispatch_webhooks = webhooks.dispatch_webhooks(Settings.from_env())


@each_message
def handler(message: dict[str, Any]) -> None:
    job_id = JobId(message["detail"]["id"])
    try:
        dispatch_webhooks(job_id)
    except JobNotFound:
        logger.info("The job was deleted, and nobody is told of it", job_id=job_id)
