"""What the library says on the wire (chalkboard-v1.md A.11)."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from studio.dialects.chalkboard_v1.jobs.schemas import Ended
from studio.domain.brief import Audience, Effort, Template, Tone
from studio.domain.choices import Quality, Theme
from studio.domain.models import Model
from studio.domain.video import MAX_NOTES_CHARS


def _unset(value: object) -> object:
    """`?status=` asks for nothing."""
    return None if value == "" else value


StatusFilter = Annotated[Ended | None, BeforeValidator(_unset)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTES_CHARS)]


class VideoMeta(BaseModel):
    """A job that is over. `run_id` is its id; `duration_sec` is 0 where there is no video."""

    run_id: str
    user_id: str
    topic: str
    title: str
    created_at: datetime
    duration_sec: float
    quality: Quality
    thumb_path: str | None = Field(description="path of the picture, on this host")
    script: str
    effort: Effort
    audience: Audience
    tone: Tone
    theme: Theme
    template: Template | None
    speed: float
    status: Ended
    error: str | None
    model: Model | None
    narrator: str | None
    test_mode: bool
    notes: str | None
    output_files: list[str]
    urls: dict[str, str] = Field(
        default_factory=dict, description="file name to a link that works for an hour"
    )


class LibraryResponse(BaseModel):
    """A page of the library; `limit` is what was applied, and `total` counts all that match."""

    videos: list[VideoMeta]
    total: int
    limit: int
    offset: int


class NotesRequest(BaseModel):
    notes: Notes | None = Field(description="null or an empty text removes them")


class NotesResponse(BaseModel):
    run_id: str
    notes: str | None
    saved_at: datetime
