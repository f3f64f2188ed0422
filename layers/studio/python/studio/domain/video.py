"""What the library keeps of a job that is over: the job, its title, its words, and notes."""

from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.job import Job, JobStatus
from studio.domain.script import Script

MAX_SCRIPT_BYTES: Final = 40_000
"""Over half an hour of speech; a page of a hundred such videos passes through Lambda (6 MB)."""
MAX_NOTES_CHARS: Final = 10_000

VideoOrder = Literal["newest", "oldest", "longest", "shortest"]


class Video(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    job: Job
    title: str
    script: str = Field(default="", description="what is said, scene by scene; cut when very long")
    notes: str | None = None

    def mentions(self, words: str) -> bool:
        """Whether topic, title or script contain the words, in whatever case."""
        texts = (self.job.topic.topic, self.title, self.script)
        return any(words.casefold() in text.casefold() for text in texts)


def filed(job: Job, script: Script | None) -> Video:
    """The video of a job that is over; one that ended early may have no script."""
    said = "\n\n".join(scene.narration for scene in script.scenes) if script else ""
    return Video(
        job=job,
        title=script.title if script else job.topic.topic,
        script=said.encode()[:MAX_SCRIPT_BYTES].decode(errors="ignore"),
    )


def chosen(
    videos: Iterable[Video], *, words: str = "", status: JobStatus | None = None, order: VideoOrder
) -> list[Video]:
    """Those that mention the words and ended so, in order; of two alike, the newer comes first."""
    found = [
        video
        for video in videos
        if (status is None or video.job.status is status) and video.mentions(words)
    ]
    found.sort(key=lambda video: (video.job.created_at, video.job.id), reverse=order != "oldest")
    if order in {"longest", "shortest"}:
        found.sort(key=lambda video: video.job.duration or 0.0, reverse=order == "longest")
    return found
