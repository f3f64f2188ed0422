"""Queue of S3 notices: the render task wrote its progress; put it on the job's timeline."""

from typing import Any

from studio.batches import each_message
from studio.bootstrap import jobs
from studio.config import Settings

record_progress = jobs.record_progress(Settings.from_env())


@each_message
def handler(message: dict[str, Any]) -> None:
    record_progress(message["detail"]["object"]["key"])
