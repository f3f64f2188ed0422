"""What the application needs from the outside world, and nothing more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from studio.domain.account import Account, ApiKey, Caller, KeyId
from studio.domain.brief import AccountId, JobId, TopicBrief
from studio.domain.choices import Theme
from studio.domain.credits import Balance
from studio.domain.idempotency import IdempotencyClaim, IdempotentRequest
from studio.domain.job import Dialect, Job
from studio.domain.ledger import Entry, Movement
from studio.domain.script import Draft, Scene, SceneCode, Script
from studio.domain.timeline import JobEvent, Progress
from studio.domain.voice import Speech
from studio.domain.webhook import Attempt

ExecutionStatus = Literal["running", "succeeded", "failed", "missing"]


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, in UTC."""
        ...


class Randomness(Protocol):
    def job_id(self) -> JobId: ...
    def account_id(self) -> AccountId: ...
    def entropy(self, size: int) -> bytes:
        """Bytes nobody can guess."""
        ...


class JobRepository(Protocol):
    def add(
        self,
        job: Job,
        event: JobEvent,
        *,
        movement: Movement | None = None,
        claim: IdempotencyClaim | None = None,
    ) -> None:
        """Store all of it or nothing.

        Raises `ClaimConflict` if the claim is taken and has not expired at the event's time,
        `JobConflict` if the job is already there, and what `Ledger.record` raises, in this order.
        """
        ...

    def get(self, job_id: JobId) -> Job:
        """Raises `JobNotFound`."""
        ...

    def save(self, job: Job, event: JobEvent, *, movement: Movement | None = None) -> None:
        """Store all of it or nothing.

        Raises `JobConflict` unless the version before is stored, and what `Ledger.record` raises.
        """
        ...

    def owned_by(self, owner: AccountId, *, dialect: Dialect, limit: int) -> Sequence[Job]:
        """Newest first."""
        ...

    def unfinished(self) -> Iterator[Job]: ...


class Timeline(Protocol):
    def record(self, job_id: JobId, event: JobEvent) -> None:
        """Append, and move the job's progress forward; never back."""
        ...

    def events(self, job_id: JobId) -> Sequence[JobEvent]:
        """Oldest first."""
        ...

    def progress(self, job_ids: Sequence[JobId]) -> Mapping[JobId, Progress]:
        """Where each job is; every id asked for is in the answer."""
        ...


@dataclass(frozen=True, slots=True)
class Bytes:
    """An artifact, or a range of it, on its way to a caller."""

    chunks: Iterator[bytes]
    size: int
    """Of the whole artifact, in bytes."""
    etag: str
    first: int
    last: int
    """The range that `chunks` holds, inclusive."""


class ArtifactStore(Protocol):
    def put(self, key: str, body: bytes, *, content_type: str) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises `ArtifactNotFound`."""
        ...

    def names(self, prefix: str) -> tuple[str, ...]:
        """What follows `prefix` in every key that starts with it, sorted."""
        ...

    def open(self, key: str, byte_range: tuple[int | None, int | None] | None) -> Bytes:
        """Raises `ArtifactNotFound`, or `RangeNotSatisfiable` for a range outside it."""
        ...

    def presigned_get(self, key: str, *, seconds: int) -> str: ...

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        """With `once` it wants the header `If-None-Match: *`, and never overwrites."""
        ...


class AccountRepository(Protocol):
    def add(self, account: Account, keys: Mapping[str, ApiKey]) -> None:
        """Store an account, and by its keys, which stay keyed hashes, what is known of them."""
        ...

    def caller(self, key: str) -> Caller:
        """Raises `InvalidApiKey`."""
        ...

    def key(self, key_id: KeyId) -> ApiKey:
        """Raises `ApiKeyNotFound`."""
        ...


class Ledger(Protocol):
    def balance(self, account_id: AccountId) -> Balance:
        """As stored last; an account that nobody moved yet has one of version 0."""
        ...

    def record(self, movement: Movement) -> None:
        """Store the balance and its entries, or nothing.

        Raises `BalanceConflict` unless the balance is still of the version before, and
        `EntryExists` if an entry is there already, in this order.
        """
        ...

    def entries(self, account_id: AccountId) -> Iterator[Entry]: ...

    def accounts(self) -> Iterator[AccountId]:
        """Every account that has a balance."""
        ...

    def claim(self, account_id: AccountId, request: IdempotentRequest) -> IdempotencyClaim | None:
        """Who has the request's key on its route, expired or not."""
        ...


class Executions(Protocol):
    def start(self, job: Job) -> None:
        """Start the job's one execution; starting it again changes nothing."""
        ...

    def stop(self, job: Job) -> None:
        """Stop the job's execution and what it runs; nothing to stop is fine."""
        ...

    def status(self, job_id: JobId) -> ExecutionStatus: ...


class Deliveries(Protocol):
    def start(self, job_id: JobId, name: str) -> None:
        """Start to tell a job's webhook; a second start under the same name changes nothing."""
        ...


class DeliveryLog(Protocol):
    def record(self, attempt: Attempt) -> None:
        """Keep an attempt; one of the same delivery and number replaces it."""
        ...

    def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        """Oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody else's server answered; `body` may be cut short."""

    status: int
    body: bytes


class Outbound(Protocol):
    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Reply:
        """Send to an address that a caller named, and be done after `seconds`, whatever it does.

        Raises `DestinationRefused` or `DestinationUnreachable`.
        """
        ...


class EventBus(Protocol):
    def publish(self, name: str, detail: Mapping[str, object]) -> None: ...


class ScriptWriter(Protocol):
    def write(self, brief: TopicBrief, context: Mapping[str, bytes]) -> Draft:
        """Draft a script. `context` maps the names of the caller's files to their bytes.

        Raises `ProviderUnavailable` when another attempt could succeed.
        """
        ...


class SceneComposer(Protocol):
    def compose(self, script: Script, brief: TopicBrief) -> tuple[SceneCode, ...]:
        """Write one scene class per scene, in order, named `scene.class_name`.

        Raises `ProviderUnavailable` when another attempt could succeed.
        """
        ...


class PlainComposer(Protocol):
    def __call__(self, scene: Scene, theme: Theme) -> str:
        """The source of a plain scene that is all but sure to film."""
        ...


class Voice(Protocol):
    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        """Speak at natural speed, mono; time every word of `narration.split()`.

        Raises `ProviderUnavailable`, `ProviderMisconfigured` or `UnusableVoice`.
        """
        ...
