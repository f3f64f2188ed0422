"""What the task that reads callers' files is told, and what it tells back."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.context import FileKind

MOST: Final = 1_000_000
"""More than is ever read of one file, in pages or characters."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileToRead(_Frozen):
    name: str
    kind: FileKind
    source: str = Field(description="GET URL")
    result: str = Field(description="PUT URL of its text, or of the picture as a PNG")


class ReadingManifest(_Frozen):
    """The one document the task fetches; every URL in it is presigned."""

    files: tuple[FileToRead, ...] = Field(min_length=1)
    report: str = Field(description="PUT URL of the `ReadingReport`")
    failure: str = Field(description="PUT URL of the job's report, for when a file is unreadable")


class FileReading(_Frozen):
    """How reading one file went; `problem` and `note` complete the sentence `notes.pdf: …`."""

    name: str
    kind: FileKind
    problem: str | None = Field(default=None, max_length=400)
    pages: int | None = Field(default=None, ge=0, le=MOST, description="read, of a PDF")
    chars: int = Field(default=0, ge=0, le=MOST, description="of text; none of a picture")
    note: str | None = Field(default=None, max_length=400, description="what was left out")


class ReadingReport(_Frozen):
    files: tuple[FileReading, ...]

    @property
    def failure(self) -> str | None:
        """For people; none where all files could be read."""
        unread = [f"{file.name}: {file.problem}" for file in self.files if file.problem]
        return f"Not every file can be read. {'; '.join(unread)}." if unread else None

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(f"{file.name}: {file.note}." for file in self.files if file.note)
