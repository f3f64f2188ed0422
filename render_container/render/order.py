"""What a scene process is told, and what it leaves behind, as files of its own folder."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import Theme
from studio.domain.render import Format

ORDER: Final = "order.json"
RESULT: Final = "result.json"
CLIP: Final = "clip.bin"
CLIP_MAGIC: Final = b"CLIP1"
COUNT: Final = "count"
ISOLATION: Final = "RENDER_ISOLATION"
"""`required`: a uid per scene, or no scene at all. Anything else: what the platform has."""

UNSAFE: Final = 78
"""Exit code of a warm parent on a platform that cannot confine scenes."""

SEGMENTS: Final = "segments.json"
_COUNT_DIGITS: Final = 9


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
    frames: int = Field(ge=1)
    captioned: bool = Field(default=False, description="keep the lower part for captions")
    captions: tuple[CaptionFrames, ...] = ()


class FilmResult(_Frozen):
    """How filming ended; a failure names the error and the line of the scene."""

    failure: str | None = None
    warnings: tuple[str, ...] = ()


def read_count(folder: Path, most: int) -> int:
    """Frames taken so far, as the scene process last wrote it; it may have written anything."""
    try:
        with ExitStack() as opened:
            count = os.open(folder / COUNT, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            opened.callback(os.close, count)
            text = os.read(count, _COUNT_DIGITS).strip()
    except OSError:
        return 0
    return min(int(text), most) if text.isdigit() else 0
