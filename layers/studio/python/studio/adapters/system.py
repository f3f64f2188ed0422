"""The clock and the randomness of the machine."""

import secrets
import uuid
from datetime import UTC, datetime

from studio.domain.brief import AccountId, JobId


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    def job_id(self) -> JobId:
        return JobId(str(uuid.uuid4()))

    def account_id(self) -> AccountId:
        return AccountId(f"acct_{uuid.uuid4().hex}")

    def entropy(self, size: int) -> bytes:
        return secrets.token_bytes(size)
