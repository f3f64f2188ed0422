"""What the API answers, as frozen dataclasses.

Fields that this version does not know are ignored, and what an answer leaves out or gives as null
has its default: a newer or an older service is no error. Times are ISO-8601 strings in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from ._errors import UnexpectedAnswerError

if TYPE_CHECKING:
    from typing_extensions import Self

TERMINAL = frozenset({"completed", "failed", "cancelled"})


@dataclass(frozen=True)
class _Model:
    _nested: ClassVar[Mapping[str, type[_Model]]] = {}

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Raises UnexpectedAnswerError where a required field is missing."""
        if not isinstance(data, Mapping):
            raise UnexpectedAnswerError(f"Expected a {cls.__name__}, got {data!r:.200}")
        known = {f.name: data[f.name] for f in fields(cls) if data.get(f.name) is not None}
        missing = [name for name in _required(cls) if name not in known]
        if missing:
            raise UnexpectedAnswerError(f"A {cls.__name__} without {', '.join(missing)}.")
        for name, kind in cls._nested.items():
            known[name] = [kind.from_dict(item) for item in known.get(name, ())]
        return cls(**known)


def _required(model: type[_Model]) -> list[str]:
    return [f.name for f in fields(model) if f.default is MISSING and f.default_factory is MISSING]


@dataclass(frozen=True)
class Event(_Model):
    """One step of the pipeline: which stage, and what it changed."""

    node: str = ""
    updates: dict[str, Any] = field(default_factory=dict)
    ts: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Job(_Model):
    """A video being made. `status`: pending, running, completed, failed or cancelled.

    `totals` are tokens, calls and dollars of language models so far; lists leave them empty.
    """

    _nested: ClassVar[Mapping[str, type[_Model]]] = {"events": Event}

    id: str
    status: str
    topic: str
    events: list[Event] = field(default_factory=list)
    error: str | None = None
    output_files: list[str] = field(default_factory=list)
    created_at: str | None = None
    started_at: str | None = None
    finished_at: str | None = None
    mode: str | None = None
    stage: str | None = None
    progress: float | None = None
    expected_seconds: float | None = None
    eta_seconds: float | None = None
    source_job_id: str | None = None
    rerender: bool = False
    duration_sec: float | None = None
    warnings: list[str] = field(default_factory=list)
    credits: dict[str, int] = field(default_factory=dict)
    totals: dict[str, Any] = field(default_factory=dict)
    effort: str | None = None
    audience: str | None = None
    tone: str | None = None
    theme: str | None = None
    template: str | None = None
    speed: float | None = None
    pace: str | None = None
    quality: str | None = None
    qa_density: str | None = None
    quiz: bool | None = None
    burn_captions: bool | None = None
    narrator: str | None = None
    model: str | None = None

    @property
    def is_terminal(self) -> bool:
        """Whether the job is over, however it ended."""
        return self.status in TERMINAL


@dataclass(frozen=True)
class Estimate(_Model):
    """What a job would cost, in credits, and what the account has."""

    low: int = 0
    high: int = 0
    balance: int = 0
    sufficient: bool | None = None
    currency: str = "credits"
    breakdown: list[dict[str, Any]] = field(default_factory=list)
    mode: str | None = None
    daily_cap: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Video(_Model):
    """A video of the library. `urls` maps file names to signed URLs; lists leave it empty."""

    run_id: str
    user_id: str | None = None
    topic: str = ""
    title: str = ""
    created_at: str | None = None
    duration_sec: float = 0.0
    quality: str | None = None
    thumb_path: str | None = None
    script: str | None = None
    effort: str | None = None
    audience: str | None = None
    tone: str | None = None
    theme: str | None = None
    template: str | None = None
    speed: float = 1.0
    status: str | None = None
    error: str | None = None
    model: str | None = None
    narrator: str | None = None
    test_mode: bool = False
    notes: str | None = None
    output_files: list[str] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LibraryPage(_Model):
    """A page of the library; `total` counts what matches on all pages."""

    _nested: ClassVar[Mapping[str, type[_Model]]] = {"videos": Video}

    videos: list[Video] = field(default_factory=list)
    total: int = 0
    limit: int = 0
    offset: int = 0


@dataclass(frozen=True)
class Webhook(_Model):
    """An endpoint that is told when jobs end. Its secret is shown only where it is made."""

    id: str
    url: str
    events: list[str] = field(default_factory=list)
    description: str | None = None
    created_at: str | None = None
    disabled_at: str | None = None
    disabled_reason: str | None = None
    consecutive_failures: int = 0
    last_delivered_at: str | None = None
    is_active: bool = True


@dataclass(frozen=True)
class Delivery(_Model):
    """One attempt to tell an endpoint."""

    id: str
    webhook_id: str | None = None
    event: str | None = None
    job_id: str | None = None
    attempt: int | None = None
    status_code: int | None = None
    error: str | None = None
    duration_ms: float | None = None
    created_at: str | None = None
    delivered: bool | None = None
    next_retry_at: str | None = None


@dataclass(frozen=True)
class ApiKey(_Model):
    """A key of the account, without the key."""

    id: str
    name: str = ""
    prefix: str = ""
    hint: str = ""
    mode: str | None = None
    kind: str | None = None
    created_at: str | None = None
    last_used_at: str | None = None
    revoked_at: str | None = None
    expires_at: str | None = None
    is_active: bool = True


@dataclass(frozen=True)
class Meta(_Model):
    """What the service is, and what it takes."""

    version: str
    defaults: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    models: list[dict[str, Any]] = field(default_factory=list)
    narrators: list[dict[str, Any]] = field(default_factory=list)
    upload: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    currency: str = "credits"


@dataclass(frozen=True)
class Voice(_Model):
    """A narrator: its `id` is what an order names. `sample_url` is a path on the service."""

    id: str
    label: str = ""
    tagline: str = ""
    premium: bool = False
    backend: str | None = None
    available: bool = True
    sample_url: str | None = None
    default: bool = False


@dataclass(frozen=True)
class Question(_Model):
    """Of a quiz: four options that read `A) …`, and the letter of the right one."""

    question: str
    options: list[str] = field(default_factory=list)
    answer: str = ""
    explanation: str = ""

    @property
    def right(self) -> str:
        """The text of the right option, without its letter."""
        wanted = f"{self.answer})"
        found = (option for option in self.options if option.startswith(wanted))
        return next(found, "").removeprefix(wanted).strip()
