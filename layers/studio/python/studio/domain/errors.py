"""Every error this product raises on purpose.

Class names are public: the state machine retries and catches by them, and a
test holds the two lists together. `code` is what API clients see.
"""

from typing import ClassVar


class StudioError(Exception):
    """Base of all deliberate errors."""

    code: ClassVar[str] = "internal_error"


class InvalidApiKey(StudioError):
    code = "invalid_api_key"

    def __init__(self) -> None:
        super().__init__("Invalid or missing API key")


class ApiKeyNotFound(StudioError):
    """No key has this id."""

    code = "api_key_not_found"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"There is no API key {key_id!r}.")
        self.key_id = key_id


class JobNotFound(StudioError):
    """Also raised for another account's job: existence is not revealed."""

    code = "job_not_found"

    def __init__(self, job_id: str) -> None:
        super().__init__("Job not found")
        self.job_id = job_id


class ArtifactNotFound(StudioError):
    code = "file_not_found"

    def __init__(self, key: str) -> None:
        super().__init__("File not found")
        self.key = key


class RangeNotSatisfiable(StudioError):
    code = "range_not_satisfiable"

    def __init__(self, size: int) -> None:
        super().__init__(f"The file has {size} bytes; the range asked for is outside it.")
        self.size = size


class JobConflict(StudioError):
    """Somebody else stored this job first."""

    code = "job_conflict"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"Job {job_id!r} was changed by somebody else.")
        self.job_id = job_id


class IllegalTransition(StudioError):
    code = "illegal_transition"

    def __init__(self, job_id: str, current: str, to: str) -> None:
        super().__init__(f"Job {job_id!r} cannot go from {current} to {to}.")
        self.job_id = job_id
        self.current = current
        self.to = to


class JobAlreadyFinished(StudioError):
    code = "already_finished"

    def __init__(self, job_id: str) -> None:
        super().__init__("The job is over already.")
        self.job_id = job_id


class AlreadyAccepted(StudioError):
    """The same request, under the same idempotency key, made this job before."""

    code = "already_accepted"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"This request made job {job_id!r} before.")
        self.job_id = job_id


class IdempotencyKeyReused(StudioError):
    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used with another request body.")


class UnsupportedFile(StudioError):
    code = "unsupported_file"


class FileTooLarge(StudioError):
    code = "file_too_large"


class UnusableScript(StudioError):
    """The writer's draft cannot be filmed."""

    code = "unusable_script"


class UnusableScene(StudioError):
    """Scene code that must not, or cannot, be run."""

    code = "unusable_scene"


class UnusableVoice(StudioError):
    """A voice answered, and its audio or its timings make no sense."""

    code = "unusable_voice"


class ProviderUnavailable(StudioError):
    """A writer or a voice could not be reached; worth another attempt."""

    code = "provider_unavailable"


class ProviderMisconfigured(StudioError):
    """A writer or a voice is not installed or not allowed; another attempt cannot help."""

    code = "provider_misconfigured"


class DestinationRefused(StudioError):
    """A URL, or an address it leads to, that we do not call; `reason` is one word."""

    code = "destination_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"That URL is not called ({reason}).")
        self.reason = reason


class DestinationUnreachable(StudioError):
    """A URL we called did not answer as it should; `reason` is one word."""

    code = "destination_unreachable"

    def __init__(self, reason: str) -> None:
        super().__init__(f"There was no answer ({reason}).")
        self.reason = reason


class NothingToDeliver(StudioError):
    """A job that is not over yet, or that nobody asked to be told of."""

    code = "nothing_to_deliver"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"Job {job_id!r} has no webhook to deliver.")
        self.job_id = job_id


class RenderIncomplete(StudioError):
    """The render task ended well, but its outputs are not all there."""

    code = "render_incomplete"


class InsufficientCredits(StudioError):
    """The account cannot pay for this."""

    code = "insufficient_credits"

    def __init__(self, *, needed: int, available: int) -> None:
        super().__init__(f"Not enough credits: {needed} are needed, {available} are left.")
        self.needed = needed
        self.available = available


class BalanceConflict(StudioError):
    """Somebody else moved the account's credits first; worth another attempt."""

    code = "balance_conflict"

    def __init__(self, account: str) -> None:
        super().__init__(f"The balance of account {account!r} was changed by somebody else.")
        self.account = account


class ClaimConflict(StudioError):
    """Another request took this idempotency key first; worth another look."""

    code = "claim_conflict"

    def __init__(self, account: str) -> None:
        super().__init__(f"An idempotency key of account {account!r} was just taken.")
        self.account = account


class EntryExists(StudioError):
    """This grant, hold or settlement was entered in the ledger before."""

    code = "entry_exists"

    def __init__(self, account: str) -> None:
        super().__init__(f"Account {account!r} has this entry already.")
        self.account = account


class Busy(StudioError):
    """Too many changes of one account at once; worth asking again in a moment."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__("Too much is happening on this account at once. Try again in a moment.")
