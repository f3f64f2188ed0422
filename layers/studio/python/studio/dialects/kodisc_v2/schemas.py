"""What Kodisc v2 says on the wire (kodisc-v2.md, sections 3 to 5), and our extensions."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, WithJsonSchema

from studio.domain.brief import (
    CLASS_NAME,
    MAX_CLASS_NAME_CHARS,
    MAX_FPS,
)
from studio.domain.choices import AspectRatio, SceneQuality
from studio.domain.webhook_url import MAX_CHARS as MAX_URL_CHARS
from studio.domain.webhook_url import WebhookUrl

MAX_BODY_BYTES: Final = 200_000
HELLO: Final = (
    "from manim import *\n\nclass HelloKodisc(Scene):\n    def construct(self):\n"
    '        self.play(Write(Text("Hello, Kodisc")))\n        self.wait(1)\n'
)
Json = dict[str, Any]
_EXTENSION: Final[Json] = {"x-extension": True}

VideoFormat = Literal["mp4", "gif", "webm"]
Status = Literal["queued", "running", "completed", "failed"]


def _whole(value: object) -> object:
    """JSON has one kind of number: 30.0 is an integer. Left out is not null."""
    if value is None:
        raise ValueError("null")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _without_default(schema: Json) -> None:
    """What is left out is not null."""
    schema.pop("default")


Fps = Annotated[
    Annotated[int, Field(ge=1, le=MAX_FPS)] | None,
    BeforeValidator(_whole),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_FPS}),
]
OptionalUrl = Annotated[
    WebhookUrl | None,
    WithJsonSchema(
        {
            "type": ["string", "null"],
            "format": "uri",
            "pattern": "^https://",
            "maxLength": MAX_URL_CHARS,
        }
    ),
]


class FrameRequest(BaseModel):
    """A scene, and how to look at it. Fields this version does not know are ignored."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    code: str = Field(
        min_length=1,
        description="Complete Python source: imports, helpers and the Scene subclass.",
        examples=[HELLO],
    )
    class_name: str = Field(
        alias="className",
        pattern=CLASS_NAME,
        max_length=MAX_CLASS_NAME_CHARS,
        description="The class in `code` to render.",
        examples=["HelloKodisc"],
    )
    quality: SceneQuality = Field(
        default="medium",
        description="low 854×480 at 15 fps, medium 1280×720, high 1920×1080, twok 2560×1440, "
        "fourk 3840×2160 at 30 fps.",
    )
    aspect_ratio: AspectRatio = Field(
        default="16:9",
        alias="aspectRatio",
        description="9:16 turns the frame upright. 1:1 (an extension) is a square.",
    )
    metadata: JsonValue = Field(
        default=None,
        description="Any JSON; echoed unchanged on the job and its webhook.",
        examples=[{"projectId": "proj_42", "label": "hero-clip"}],
    )
    webhook_url: OptionalUrl = Field(
        default=None,
        alias="webhookUrl",
        description="Told when this job is over. Left out: the key's default URL. null: nobody.",
        examples=["https://example.com/hooks/kodisc"],
        json_schema_extra=_without_default,
    )


class RenderRequest(FrameRequest):
    """A scene to film."""

    fps: Fps = Field(
        default=None,
        description="Frames per second; left out, the quality's own.",
        examples=[60],
        json_schema_extra=_without_default,
    )
    output_format: VideoFormat = Field(
        default="mp4",
        alias="outputFormat",
        description="An extension. webm carries transparency.",
        json_schema_extra=_EXTENSION,
    )


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class RenderAccepted(_Answer):
    """The job is queued. Poll it by its id."""

    job_id: str = Field(serialization_alias="jobId")
    status: Literal["queued"] = "queued"
    endpoint: Literal["render"] = "render"


class Video(_Answer):
    """Signed URLs that work for an hour; ask again for new ones."""

    video: str
    thumbnail: str
    captions: str = Field(description="WebVTT, from the scene's subcaptions")


class Image(_Answer):
    """An extension: what a frame's job has instead of a video."""

    image: str


class RenderJob(_Answer):
    """A job as it stands; every key is always there."""

    job_id: str = Field(serialization_alias="jobId")
    endpoint: Literal["render"] = "render"
    status: Status
    credits_cost: int = Field(serialization_alias="creditsCost", description="0 until completed")
    duration_ms: int | None = Field(
        serialization_alias="durationMs", description="wall-clock time of the render"
    )
    result: Video | Image | None
    error: str | None = Field(description="why it failed, with the tail of the traceback")
    metadata: JsonValue
    created_at: str = Field(serialization_alias="createdAt")
    completed_at: str | None = Field(serialization_alias="completedAt")


class Frame(_Answer):
    """An extension: a scene's last picture."""

    job_id: str = Field(serialization_alias="jobId")
    status: Literal["completed"] = "completed"
    image: str
    credits_cost: int = Field(serialization_alias="creditsCost")
    duration_ms: int = Field(serialization_alias="durationMs")


class FailedFrame(_Answer):
    """An extension: a scene that has no last picture, and why."""

    job_id: str = Field(serialization_alias="jobId")
    status: Literal["failed"] = "failed"
    error: str
    credits_cost: int = Field(serialization_alias="creditsCost")
    duration_ms: int = Field(serialization_alias="durationMs")


class Credits(_Answer):
    """What may be spent: `free` renews every month, `paid` was bought."""

    paid: int
    free: int
    total: int


class Me(_Answer):
    """The key's owner, the key, and the credits both may spend."""

    user_id: str = Field(serialization_alias="userId")
    key_id: str = Field(serialization_alias="keyId")
    key_prefix: str = Field(serialization_alias="keyPrefix")
    credits: Credits


class Problem(_Answer):
    """Every answer that is not a success."""

    error: str = Field(description="a code, or what is wrong with which field")
    message: str = Field(description="the same for people")
