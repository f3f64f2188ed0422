"""Asking twice, getting one job: a request's own key, and the claim it leaves behind."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import AccountId, JobId
from studio.domain.errors import AlreadyAccepted, IdempotencyKeyReused

CLAIM_LIVES: Final = timedelta(hours=24)
MAX_KEY_CHARS: Final = 200


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IdempotencyClaim(_Frozen):
    """An account's key for a route, taken by one request; stored together with its job or not."""

    account: AccountId
    route: str
    key: str
    fingerprint: str = Field(description="SHA-256 of the canonical body, as hex")
    job_id: JobId
    answer: str = Field(default="", description="the body that the request was answered with")
    expires_at: datetime = Field(description="UTC; compared, for a table's TTL deletes late")

    @property
    def id(self) -> str:
        """Where it is stored: the scope of a key is the account and the route."""
        return f"{self.account}#{self.route}#{self.key}"


class IdempotentRequest(_Frozen):
    """What a caller sent along with a request that may come again."""

    route: str
    key: str
    fingerprint: str

    def claim(
        self, account: AccountId, job_id: JobId, *, now: datetime, answer: str = ""
    ) -> IdempotencyClaim:
        return IdempotencyClaim(
            account=account,
            route=self.route,
            key=self.key,
            fingerprint=self.fingerprint,
            job_id=job_id,
            answer=answer,
            expires_at=now + CLAIM_LIVES,
        )

    def check(self, found: IdempotencyClaim | None, *, now: datetime) -> None:
        """Return if the key is free to take.

        Raises `AlreadyAccepted`, with the job and the answer, when this very request has it,
        and `IdempotencyKeyReused` when another one has.
        """
        if found is None or found.expires_at <= now:
            return
        if found.fingerprint != self.fingerprint:
            raise IdempotencyKeyReused
        raise AlreadyAccepted(found.job_id, found.answer)


def fingerprint(body: object) -> str:
    """SHA-256, as hex, of what JSON can say, however it was written."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
