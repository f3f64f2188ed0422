"""What a scene process is told, and what it leaves behind, as files of its own folder."""

from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.brief import Theme
from studio.domain.render import Format

ORDER: Final = "order.json"
RESULT: Final = "result.json"
CLIP: Final = "clip.bin"
COUNT: Final = "count"
LOG: Final = "scene.log"
SEGMENTS: Final = "segments.json"


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


def read_count(folder: Path) -> int:
    """Frames taken so far, as the scene process last wrote it."""
    count = folder / COUNT
    text = count.read_text("ascii", "replace").strip() if count.exists() else ""
    return int(text) if text.isdecimal() else 0
