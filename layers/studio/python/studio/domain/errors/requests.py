"""What cannot be asked, or not again."""

from studio.domain.errors.base import StudioError


class AlreadyAccepted(StudioError):
    """The same request, under the same idempotency key, made this job before."""

    code = "already_accepted"

    def __init__(self, job_id: str, answer: str = "") -> None:
        super().__init__(f"This request made job {job_id!r} before.")
        self.job_id = job_id
        self.answer = answer


class IdempotencyKeyReused(StudioError):
    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for a different request within the last 24 hours. "
            "Send a new key with a new request."
        )


class UnusableIdempotencyKey(StudioError):
    code = "unusable_idempotency_key"


class ClaimConflict(StudioError):
    """Another request took this idempotency key first; worth another look."""

    code = "claim_conflict"

    def __init__(self, account: str) -> None:
        super().__init__(f"An idempotency key of account {account!r} was just taken.")
        self.account = account
