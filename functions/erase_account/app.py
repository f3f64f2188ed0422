"""Queue of erasures: an account was closed, or a job deleted; forget everything it holds."""

from typing import Any

from studio.batches import each_message
from studio.bootstrap import owners
from studio.config import Settings
from studio.domain.brief import AccountId, JobId

erase_account = owners.erase_account(Settings.from_env())
erase_job = erase_account.erase_job


@each_message
def handler(message: dict[str, Any]) -> None:
    if "job_id" in message:
        erase_job.again(JobId(message["job_id"]))
    else:
        erase_account(AccountId(message["account_id"]))
