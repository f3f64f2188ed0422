"""What Chalkboard v1 says on the wire (chalkboard-v1.md A.3, A.6, A.7)."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StringConstraints,
)

from studio.domain.addresses import MAX_CHARS
from studio.domain.brief import (
    MAX_SPEED,
    MAX_TOPIC_CHARS,
    MIN_SPEED,
    Audience,
    Effort,
    Pace,
    QaDensity,
    Template,
    Tone,
)
from studio.domain.choices import Quality, Theme
from studio.domain.mode import Mode
from studio.domain.models import Model
from studio.domain.narrators import NarratorId
from studio.domain.prices import Item
from studio.domain.sources import MAX_SOURCES, checked_repository, checked_url

Topic = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=MAX_TOPIC_CHARS, pattern=r"^[^\x00]+$"
    ),
]
_Link = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CHARS)]
UploadToUse = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Ended = Literal["completed", "failed", "cancelled"]
Status = Literal["pending", "running", Ended]


class CreateJobRequest(BaseModel):
    """A topic and how to explain it. Fields this version does not know are ignored."""

    model_config = ConfigDict(extra="ignore")

    topic: Topic = Field(examples=["How hash tables work"])
    effort: Effort = "medium"
    audience: Audience = "intermediate"
    tone: Tone = "casual"
    theme: Theme = "chalkboard"
    template: Template | None = None
    speed: float = Field(default=1.0, ge=MIN_SPEED, le=MAX_SPEED, allow_inf_nan=False, strict=True)
    burn_captions: StrictBool = False
    quiz: StrictBool = False
    urls: list[Annotated[_Link, AfterValidator(checked_url)]] = Field(
        default_factory=list, max_length=MAX_SOURCES, description="pages to explain"
    )
    github: list[Annotated[_Link, AfterValidator(checked_repository)]] = Field(
        default_factory=list, max_length=MAX_SOURCES, description="repositories, by their READMEs"
    )
    qa_density: QaDensity = "normal"
    email_on_complete: StrictBool = True
    quality: Quality | None = "medium"
    model: Model | None = None
    narrator: NarratorId | None = None
    pace: Pace | None = None
    upload: UploadToUse | None = Field(
        default=None, description="the id of an upload whose files have all been sent"
    )


class CancelResponse(BaseModel):
    """`cancelling`, or what the job was already when it was too late."""

    status: Literal["cancelling", Ended]


class JobForm(CreateJobRequest):
    """The same as the fields of a form, where everything is text."""

    speed: float = Field(default=1.0, ge=MIN_SPEED, le=MAX_SPEED, allow_inf_nan=False)
    burn_captions: bool = False
    quiz: bool = False
    email_on_complete: bool = True


class EventResponse(BaseModel):
    ts: datetime
    node: str
    updates: dict[str, JsonValue]


class CreditsResponse(BaseModel):
    held: int = Field(ge=0, description="set aside until the job is over")
    charged: int = Field(ge=0, description="what the job cost in the end")


class TotalsResponse(BaseModel):
    """What the job took of vendors so far, as they counted it."""

    input_tokens: int = Field(ge=0, description="that no cache held", examples=[9120])
    output_tokens: int = Field(ge=0, examples=[7430])
    cache_read_tokens: int = Field(ge=0, examples=[31200])
    cache_write_tokens: int = Field(ge=0, examples=[7800])
    web_searches: int = Field(ge=0)
    cost_usd: float | None = Field(
        ge=0, description="by the vendor's list; null if no model was asked", examples=[0.118302]
    )
    tts_chars: int | None = Field(
        ge=0, description="null until something was spoken", examples=[912]
    )
    claude_calls: int = Field(ge=0, description="calls of language models", examples=[9])


class JobResponse(BaseModel):
    """A job as it stands. Times are UTC; `progress` is percent of the whole job."""

    id: str
    status: Status
    topic: str
    events: list[EventResponse]
    error: str | None
    output_files: list[str]
    created_at: datetime
    mode: Mode
    started_at: datetime | None
    finished_at: datetime | None
    stage: str
    progress: int = Field(ge=0, le=100)
    expected_seconds: int | None = Field(
        ge=0, description="from acceptance to the end, by earlier jobs like it"
    )
    eta_seconds: int | None = Field(ge=0, description="what is left of it; null once it is over")
    source_job_id: str | None = Field(description="the job that this one repeats")
    rerender: bool = Field(description="with script and voiceover of that job")
    duration_sec: float | None
    warnings: list[str]
    credits: CreditsResponse
    totals: TotalsResponse | None = Field(description="null in lists")
    effort: Effort
    audience: Audience
    tone: Tone
    theme: Theme
    template: Template | None
    speed: float
    pace: Pace
    quality: Quality
    qa_density: QaDensity
    quiz: bool
    burn_captions: bool
    narrator: str | None
    model: Model | None


class LogLine(BaseModel):
    ts: datetime
    node: str
    message: str = Field(examples=["status=running stage=writing_script progress=1"])


class LogResponse(BaseModel):
    job_id: str
    status: Status
    lines: list[LogLine]


class EstimateLine(BaseModel):
    item: Item
    low: int = Field(ge=0)
    high: int = Field(ge=0)


class DailyCap(BaseModel):
    """Credits that all jobs of a UTC day may cost together."""

    limit: int = Field(ge=0)
    spent: int = Field(ge=0, description="charges, and what is held for jobs that are not over")
    left: int = Field(ge=0)


class EstimateResponse(BaseModel):
    """Credits for a job of usual length; it is never charged more than `high`."""

    low: int = Field(ge=0, examples=[30])
    high: int = Field(ge=0, description="held while the job runs", examples=[43])
    balance: int = Field(ge=0, description="credits the account may spend", examples=[1840])
    sufficient: bool = Field(description="whether the job would be accepted now")
    currency: Literal["credits"] = "credits"
    breakdown: list[EstimateLine]
    mode: Mode = Field(description="a test key is quoted the settings that it forces")
    daily_cap: DailyCap
