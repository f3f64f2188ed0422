"""What a process in the jail is told, and what it leaves behind, as files of its own folder."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.choices import OutputFormat, Theme
from studio.domain.problem import Problem
from studio.domain.render import Chapter, Checks, Format

ORDER: Final = "order.json"
RESULT: Final = "result.json"
CLIP: Final = "clip.bin"
CLIP_MAGIC: Final = b"CLIP1"
REEL: Final = "reel.bin"
REEL_MAGIC: Final = b"REEL1"
COUNT: Final = "count"
FACTS: Final = "facts.json"
THUMBNAIL: Final = "thumb.jpg"
NARRATION: Final = "narration.mp4"
SCENE: Final = "scene.py"
"""A caller's module."""

SEGMENTS: Final = "segments.json"
LONGEST_SCENE: Final = 1200
"""Seconds of video that a scene of unknown length may have."""

MOST_SOUNDS: Final = 32
MOST_PROBLEMS: Final = 20
_MOST_EVENTS: Final = 1000
_COUNT_BYTES: Final = 32
_Seconds = Annotated[float, Field(ge=-86_400, le=86_400, allow_inf_nan=False)]
_Decibels = Annotated[float, Field(ge=-200, le=100, allow_inf_nan=False)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CaptionFrames(_Frozen):
    """A caption, in frames from the start of its segment."""

    start: int
    end: int
    lines: tuple[str, ...]


class FilmOrder(_Frozen):
    """One scene to film, or, without a module, a still of its title."""

    number: int
    title: str
    class_name: str
    module: str | None = Field(description="file name of the scene's module")
    theme: Theme
    format: Format
    frames: int | None = Field(ge=1, description="none: until the scene ends")
    captioned: bool = Field(default=False, description="keep the lower part for captions")
    captions: tuple[CaptionFrames, ...] = ()
    output: OutputFormat = "mp4"
    workers: int = Field(default=1, ge=1, description="processes that may film it at once")
    checks: Checks = "none"
    rehearse: bool = Field(default=False, description="run its code, and draw nothing")


class Sound(_Frozen):
    """A file, without any folder, that is heard from a time on; gains in decibels."""

    file: str = Field(pattern=r"^sound-\d\d$")
    start: _Seconds
    gain: _Decibels = 0
    others_gain: _Decibels = Field(default=0, description="of what sounds already, meanwhile")


class Subcaption(_Frozen):
    """Seconds from the start of the scene."""

    start: _Seconds
    end: _Seconds
    text: str = Field(max_length=4000)


class FilmResult(_Frozen):
    """How filming ended; a failure names the error and the line of the scene."""

    failure: str | None = None
    problems: tuple[Problem, ...] = Field(default=(), max_length=MOST_PROBLEMS)
    warnings: tuple[str, ...] = Field(default=(), max_length=100)
    sounds: tuple[Sound, ...] = Field(default=(), max_length=_MOST_EVENTS)
    subcaptions: tuple[Subcaption, ...] = Field(default=(), max_length=_MOST_EVENTS)


class PostOrder(_Frozen):
    """What the second run makes of what was filmed, all of it in its folder."""

    output: OutputFormat
    format: Format
    clips: int = Field(default=0, ge=0)
    narrated: bool = False
    sounds: tuple[Sound, ...] = ()
    title: str = ""
    chapters: tuple[Chapter, ...] = ()
    looks: tuple[_Seconds, ...] = Field(default=(), description="when pictures are taken of it")

    @property
    def film(self) -> str:
        """File name of what it makes."""
        return f"film.{self.output}"


def clip_name(number: int) -> str:
    return f"clip-{number:03d}.bin"


def sound_name(number: int) -> str:
    return f"sound-{number:02d}"


class Count(NamedTuple):
    """Frames taken so far, and the play call they are of."""

    frames: int = 0
    play_call: int = 0


def written_count(count: Count) -> bytes:
    return b"%15d %15d" % count


def read_count(folder: Path, most: int) -> Count:
    """The count as the scene process last wrote it; it may have written anything."""
    try:
        with ExitStack() as opened:
            count = os.open(folder / COUNT, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            opened.callback(os.close, count)
            numbers = os.read(count, _COUNT_BYTES).split()
    except OSError:
        return Count()
    if len(numbers) != len(Count._fields) or not all(number.isdigit() for number in numbers):
        return Count()
    return Count(*(min(int(number), most) for number in numbers))
