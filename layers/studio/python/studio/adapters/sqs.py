"""Requests that wait in a queue."""

import json
from typing import TYPE_CHECKING

from studio.domain.brief import AccountId, JobId

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsErasures:
    """The queue delays what it is given, so that what was going on has ended by then."""

    def __init__(self, client: "SQSClient", *, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def ask(self, account_id: AccountId) -> None:
        self._send(account_id=account_id)

    def ask_again(self, job_id: JobId) -> None:
        self._send(job_id=job_id)

    def _send(self, **what: str) -> None:
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(what))
