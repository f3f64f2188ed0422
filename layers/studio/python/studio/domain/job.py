"""A job: one request for one video, and the only ways it may change."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.account import KeyId
from studio.domain.brief import AccountId, Brief, JobId, SceneBrief, TopicBrief
from studio.domain.context import to_be_read
from studio.domain.credits import Hold
from studio.domain.errors import IllegalTransition
from studio.domain.mode import Mode


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return not _NEXT[self]


_NEXT: Final[Mapping[JobStatus, frozenset[JobStatus]]] = {
    JobStatus.QUEUED: frozenset({JobStatus.RUNNING, JobStatus.FAILED, JobStatus.CANCELLED}),
    JobStatus.RUNNING: frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED}),
    JobStatus.SUCCEEDED: frozenset(),
    JobStatus.FAILED: frozenset(),
    JobStatus.CANCELLED: frozenset(),
}


class Dialect(StrEnum):
    CHALKBOARD_V1 = "chalkboard_v1"
    KODISC_V2 = "kodisc_v2"


Course = Literal["topic", "scene", "rerender"]


class Job(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: JobId
    owner: AccountId
    dialect: Dialect
    mode: Mode
    brief: Brief
    wishes: Brief | None = Field(default=None, description="as asked; None: just as in `brief`")
    status: JobStatus = JobStatus.QUEUED
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    failure: str | None = None
    outputs: tuple[str, ...] = Field(default=(), description="names of the public files")
    duration: float | None = Field(default=None, description="seconds of video")
    warnings: tuple[str, ...] = ()
    key: KeyId | None = Field(default=None, description="the API key it was ordered with")
    webhook: str | None = Field(default=None, description="told when the job is over")
    hold: Hold | None = Field(default=None, description="credits set aside until it is over")
    charge: int = Field(default=0, ge=0, description="credits it cost in the end")
    render_seconds: float | None = Field(default=None, description="wall seconds of the render")
    source: JobId | None = Field(default=None, description="the job that this one repeats")
    rerender: bool = Field(default=False, description="with script and voice of the source")
    expected_seconds: int | None = Field(default=None, ge=0, description="by runs like it")
    version: int = Field(default=1, ge=1)

    @property
    def asked(self) -> Brief:
        """What the caller wished for, whatever the key they asked with made of it."""
        return self.wishes or self.brief

    @property
    def course(self) -> Course:
        """Which way through the state machine."""
        return "rerender" if self.rerender else self.brief.kind

    @property
    def to_read(self) -> tuple[str, ...]:
        """What the caller attached and only the jail may open, by name."""
        if not isinstance(self.brief, TopicBrief):
            return ()
        return to_be_read(file.name for file in self.brief.context)

    @property
    def topic(self) -> TopicBrief:
        """The brief of a job that explains something."""
        assert isinstance(self.brief, TopicBrief)
        return self.brief

    @property
    def points_at_pages(self) -> bool:
        """Whether there is something to fetch before the script is written."""
        return isinstance(self.brief, TopicBrief) and bool(self.brief.urls or self.brief.github)

    @property
    def scene(self) -> SceneBrief:
        """The brief of a job that films a caller's scene."""
        assert isinstance(self.brief, SceneBrief)
        return self.brief

    def start(self, *, at: datetime) -> "Job":
        return self._advance(JobStatus.RUNNING, at=at, started_at=at)

    def succeed(
        self,
        *,
        at: datetime,
        outputs: tuple[str, ...],
        duration: float,
        warnings: tuple[str, ...],
        charge: int = 0,
    ) -> "Job":
        return self._advance(
            JobStatus.SUCCEEDED,
            at=at,
            finished_at=at,
            outputs=outputs,
            duration=duration,
            warnings=warnings,
            charge=charge,
        )

    def fail(self, reason: str, *, at: datetime, outputs: tuple[str, ...] = ()) -> "Job":
        return self._advance(
            JobStatus.FAILED, at=at, finished_at=at, failure=reason, outputs=outputs
        )

    def cancel(self, *, at: datetime, charge: int = 0) -> "Job":
        return self._advance(JobStatus.CANCELLED, at=at, finished_at=at, charge=charge)

    def rendered_in(self, seconds: float) -> "Job":
        return self.model_copy(update={"render_seconds": seconds})

    def _advance(self, to: JobStatus, *, at: datetime, **changes: object) -> "Job":
        """Return this job in its next state, or refuse with `IllegalTransition`."""
        if to not in _NEXT[self.status]:
            raise IllegalTransition(self.id, self.status, to)
        return self.model_copy(
            update={"status": to, "updated_at": at, "version": self.version + 1, **changes}
        )
