"""What a client may know before it signs in (chalkboard-v1.md A.16)."""

from typing import Literal

from pydantic import BaseModel, Field

from studio.domain.brief import Audience, Effort, Pace, QaDensity, Template, Tone
from studio.domain.choices import Quality, Theme
from studio.domain.context import FileKind
from studio.domain.models import Model, PriceClass, Task


class Defaults(BaseModel):
    """What a job has where its request leaves something out."""

    effort: Effort
    audience: Audience
    tone: Tone
    theme: Theme
    template: Template | None
    speed: float
    pace: Pace
    quality: Quality
    qa_density: QaDensity
    narrator: str
    model: Model | None = Field(description="null leaves the choice to the server")


class Choices(BaseModel):
    """What else may be sent, in the order of the fields' effect."""

    effort: list[Effort]
    audience: list[Audience]
    tone: list[Tone]
    theme: list[Theme]
    template: list[Template]
    quality: list[Quality]
    qa_density: list[QaDensity]
    pace: list[Pace]
    model: list[Model]
    speed: tuple[float, float] = Field(description="least and most")
    topic_characters: int = Field(description="at most")


class ModelResponse(BaseModel):
    """A language model that `model` may name; it then does everything."""

    id: Model = Field(examples=["claude-sonnet-5-5"])
    label: str = Field(examples=["Claude Sonnet 5.5"])
    price_class: PriceClass = Field(
        description="an estimate has the credits", examples=["standard"]
    )
    default_for: list[Task] = Field(
        description="what it does where `model` is null", examples=[["research", "script"]]
    )


class NarratorResponse(BaseModel):
    id: str
    label: str
    tagline: str
    premium: bool = Field(description="costs more for each minute")


class UploadLimits(BaseModel):
    """In bytes. A file exactly at its limit passes."""

    text_extensions: list[str]
    text_filenames: list[str] = Field(description="names that are text without an extension")
    image_extensions: list[str]
    other_extensions: list[str]
    limits: dict[FileKind, int] = Field(description="of one file, by its type")
    files_limit: int = Field(description="how many files a job takes")
    total_limit: int = Field(description="of all files of a job; POST /uploads takes as many")
    multipart_limit: int = Field(description="of all files in one request to /jobs/upload")


class Limits(BaseModel):
    """What an account may ask for, and spend."""

    requests_per_minute: int
    credits_per_day: int


class MetaResponse(BaseModel):
    version: str = Field(description="of this API; compare it before you rely on newer fields")
    defaults: Defaults
    choices: Choices
    models: list[ModelResponse]
    narrators: list[NarratorResponse]
    upload: UploadLimits
    limits: Limits = Field(description="of an account that was given no others")
    currency: Literal["credits"] = "credits"
