"""What the render task is told, and what it tells back."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.choices import AspectRatio, OutputFormat, Quality, SceneQuality, Theme
from studio.domain.problem import Problem
from studio.domain.review import FrameSpot

SAMPLE_RATE = 24_000

FILMED: Final = 95
"""Percent of a render that is done when every frame is taken; the rest is joining and storing."""


Checks = Literal["none", "strict", "lenient"]
"""Whether a scene's layout is measured: `strict` films none with problems, `lenient` tells them."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Format(_Frozen):
    """Pixels and frames per second of the video."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)
    fps: int = Field(ge=1, le=120)


FORMATS: dict[Quality, Format] = {
    "low": Format(width=854, height=480, fps=15),
    "medium": Format(width=1280, height=720, fps=30),
    "high": Format(width=1920, height=1080, fps=30),
}


_SCENE_FORMATS: dict[SceneQuality, tuple[int, int, int]] = {
    "low": (854, 480, 15),
    "medium": (1280, 720, 30),
    "high": (1920, 1080, 30),
    "twok": (2560, 1440, 30),
    "fourk": (3840, 2160, 30),
}


def scene_format(quality: SceneQuality, aspect: AspectRatio, fps: int | None) -> Format:
    """The quality's pixels, turned upright or squared; its own frame rate unless told."""
    long, short, usual = _SCENE_FORMATS[quality]
    width, height = {"16:9": (long, short), "9:16": (short, long), "1:1": (short, short)}[aspect]
    return Format(width=width, height=height, fps=fps or usual)


class Caption(_Frozen):
    """Seconds from the start of the video; at most two lines of 42 characters."""

    start: float
    end: float
    lines: tuple[str, ...]


class Chapter(_Frozen):
    start: float
    end: float
    title: str


PauseKind = Literal["sentence", "question", "colon", "beat"]


class Pause(_Frozen):
    """Silence to insert into a segment's voice; `at` and `gap` are of the audio as spoken."""

    at: float = Field(ge=0, description="seconds from its start, between two words")
    seconds: float = Field(gt=0, description="of silence, as heard")
    gap: float = Field(default=0, ge=0, description="seconds the voice leaves there, around `at`")
    kind: PauseKind = "beat"


class SegmentPlan(_Frozen):
    """One scene to film, in exactly `frames` frames; its voice starts after `lead_in` seconds."""

    number: int = Field(ge=1)
    title: str
    class_name: str
    source: str = Field(description="a Python module holding `class_name`")
    fallback_source: str = Field(description="a plain scene of that class name")
    frames: int = Field(ge=1)
    lead_in: float = Field(ge=0, description="seconds of silence before the voice")
    narration: str
    cues: tuple[float, ...] = Field(description="seconds from the start of the segment")
    voice: str = Field(description="name of the input that holds this segment's audio")
    pauses: tuple[Pause, ...] = Field(default=(), description="in order")
    checks: Checks = "none"
    clip: str | None = Field(default=None, description="file name of its clip, if it is kept")


class RenderPlan(_Frozen):
    """Everything the picture, the sound and the file are made from."""

    kind: Literal["topic"] = "topic"
    job_id: str
    title: str
    theme: Theme
    format: Format
    tempo: float = Field(gt=0, description="how much faster than spoken the narration plays")
    segments: tuple[SegmentPlan, ...] = Field(min_length=1)
    chapters: tuple[Chapter, ...]
    captions: tuple[Caption, ...]
    burn_captions: bool = False

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)


class ScenePlan(_Frozen):
    """A caller's scene, as long as its code makes it."""

    kind: Literal["scene"] = "scene"
    job_id: str
    class_name: str
    source: str = Field(description="the caller's whole module")
    format: Format
    output_format: OutputFormat = "mp4"


class Part(_Frozen):
    """The task films some of the plan's segments, and stores their clips as its outputs."""

    role: Literal["part"] = "part"
    segments: tuple[int, ...] = Field(min_length=1, description="their numbers")
    parts: int = Field(ge=2, description="tasks that film this plan")
    report: str = Field(description="PUT URL of what it filmed; a failure is told as the job's")


class Join(_Frozen):
    """The task films nothing: the clips of all segments are among its inputs."""

    role: Literal["join"] = "join"
    reports: tuple[str, ...] = Field(min_length=1, description="GET URLs, of the parts in order")


class SegmentReport(_Frozen):
    number: int
    frames: int
    seconds: float = Field(description="wall seconds spent filming it")
    warning: str | None = None
    trouble: str | None = Field(default=None, description="why only its title is shown")
    problems: tuple[Problem, ...] = Field(default=(), description="what is wrong with its code")
    clip: str | None = Field(default=None, description="file name of its clip, if it is kept")


class KeptClip(_Frozen):
    """A clip of an earlier take, and what was told of it then."""

    url: str = Field(description="GET URL")
    report: SegmentReport


class RenderManifest(_Frozen):
    """The one document the render task fetches: a plan and where its bytes are.

    Every URL is presigned: the task has no credentials of its own.
    """

    plan: RenderPlan | ScenePlan = Field(discriminator="kind")
    segments_json: str = Field(
        default="", description="text of segments.json, which the scenes read"
    )
    inputs: dict[str, str] = Field(description="input name to GET URL")
    outputs: dict[str, str] = Field(description="file name to PUT URL")
    share: Annotated[Part | Join, Field(discriminator="role")] | None = Field(
        default=None, description="of a plan that several tasks work on; none: all of it"
    )
    kept: dict[int, KeptClip] = Field(
        default_factory=dict, description="by the numbers of segments that need not be filmed"
    )
    previous: dict[int, KeptClip] = Field(
        default_factory=dict, description="of older code, where the newest may be unfilmable"
    )
    looks: tuple[FrameSpot, ...] = Field(default=(), description="pictures to take of the film")
    progress: str = Field(description="PUT URL of the progress document")
    report: str = Field(description="PUT URL of the report")
    take_report: str | None = Field(
        default=None, description="PUT URL of how this take went, if anybody judges it"
    )
    spent: float = Field(default=0, ge=0, description="wall seconds of the takes before this one")
    redelivers: bool = Field(
        default=False, description="a film is there, and is replaced once there is a better one"
    )

    @property
    def judged(self) -> bool:
        """Somebody decides what becomes of the take: it may end without a film."""
        return self.take_report is not None


class RenderProgress(_Frozen):
    """What the render task writes, at most twice a second, while it works."""

    sequence: int = Field(ge=1)
    status: Literal["running", "done", "failed"]
    percent: int = Field(ge=0, le=100)
    segments_done: int = Field(ge=0)
    segments: int = Field(ge=1)
    frames_done: int = Field(ge=0)
    frames: int = Field(ge=1, description="in all; so far, where nobody knows")
    play_call: int | None = Field(default=None, ge=1, description="of a caller's scene, from 1")
    parts: int = Field(default=1, ge=1, description="tasks that each took some of the frames")


class FilmFacts(_Frozen):
    """What the finished file is, as probed in a jail run of its own."""

    width: int
    height: int
    fps: float
    frames: int
    duration: float = Field(description="seconds")
    codec: str
    size: int = Field(description="bytes")


class RenderReport(_Frozen):
    """How the render ended. `failure` is for people and set exactly when it failed.

    Without a `duration` there is no film: of a part, of a take with scenes to be repaired.
    """

    failure: str | None = None
    seconds: float = Field(description="wall seconds of the whole task")
    stages: dict[str, float] = Field(default_factory=dict, description="wall seconds per step")
    duration: float | None = Field(default=None, description="seconds of video")
    segments: tuple[SegmentReport, ...] = ()
    facts: FilmFacts | None = None
    warnings: tuple[str, ...] = ()
