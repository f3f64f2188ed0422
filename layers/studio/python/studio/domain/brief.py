"""What a caller asked for."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, NewType, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from studio.domain.choices import AspectRatio, OutputFormat, Quality, SceneQuality, Theme
from studio.domain.mode import Mode
from studio.domain.models import Model

JobId = NewType("JobId", str)
AccountId = NewType("AccountId", str)

LONGEST_ID: Final = 100
"""Characters; no id of anything has more, and what has is not looked for."""

Effort = Literal["low", "medium", "high"]
Audience = Literal["beginner", "intermediate", "expert"]
Tone = Literal["casual", "formal", "socratic"]
Template = Literal["algorithm", "code", "compare", "derivation", "howto", "timeline"]
QaDensity = Literal["zero", "normal", "high"]
Pace = Literal["relaxed", "normal", "brisk"]

MAX_TOPIC_CHARS = 2000
MIN_SPEED = 0.25
MAX_SPEED = 4.0
MAX_FPS = 120
CLASS_NAME: Final = r"^[A-Za-z_][A-Za-z0-9_]*$"
MAX_CLASS_NAME_CHARS: Final = 200


class ContextFile(BaseModel):
    """A file the caller attached; its bytes are an artifact of the job."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int = Field(ge=0)


class TopicBrief(BaseModel):
    """Explain this."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["topic"] = "topic"
    topic: str = Field(min_length=1, max_length=MAX_TOPIC_CHARS)
    effort: Effort = "medium"
    audience: Audience = "intermediate"
    tone: Tone = "casual"
    theme: Theme = "chalkboard"
    template: Template | None = None
    speed: float = Field(default=1.0, ge=MIN_SPEED, le=MAX_SPEED)
    pace: Pace = "relaxed"
    quality: Quality = "medium"
    burn_captions: bool = False
    quiz: bool = False
    qa_density: QaDensity = "normal"
    email_on_complete: bool = True
    model: Model | None = None
    narrator: str | None = None
    urls: tuple[str, ...] = ()
    github: tuple[str, ...] = ()
    context: tuple[ContextFile, ...] = ()


class SceneBrief(BaseModel):
    """Film this Manim scene class; its module is an artifact of the job."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["scene"] = "scene"
    class_name: str = Field(pattern=CLASS_NAME, max_length=MAX_CLASS_NAME_CHARS)
    quality: SceneQuality = "medium"
    aspect_ratio: AspectRatio = "16:9"
    fps: int | None = Field(default=None, ge=1, le=MAX_FPS)
    output_format: OutputFormat = "mp4"
    metadata: JsonValue = Field(default=None, description="the caller's own; echoed unchanged")


_FORCED_IN_TEST_MODE: Final = {
    "effort": "low",
    "quality": "low",
    "qa_density": "zero",
    "model": "claude-sonnet-4-6",
    "quiz": False,
    "burn_captions": False,
}

AnyBrief = TypeVar("AnyBrief", bound="TopicBrief | SceneBrief")
Brief = Annotated[TopicBrief | SceneBrief, Field(discriminator="kind")]


def attached(brief: AnyBrief, sizes: Mapping[str, int]) -> AnyBrief:
    """The brief of a topic with files beside it: bytes by name. A scene's is its own module."""
    if not isinstance(brief, TopicBrief):
        return brief
    context = tuple(ContextFile(name=name, size=size) for name, size in sizes.items())
    return brief.model_copy(update={"context": context})


def in_mode(brief: AnyBrief, mode: Mode) -> AnyBrief:
    """What is made of a brief; a test key silently turns every dial to its cheapest end."""
    if mode == "live" or not isinstance(brief, TopicBrief):
        return brief
    return brief.model_copy(update=_FORCED_IN_TEST_MODE)
