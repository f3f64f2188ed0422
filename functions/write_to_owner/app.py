"""Queue of job events: a job is over; write to its owner."""

from typing import Any

from studio.batches import each_message
from studio.bootstrap import emails
from studio.config import Settings
from studio.domain.brief import JobId

write_to_owner = emails.write_to_owner(Settings.from_env())


@each_message
def handler(message: dict[str, Any]) -> None:
    write_to_owner(JobId(message["detail"]["id"]))
