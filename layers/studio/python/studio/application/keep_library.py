"""An account's library: look at it, write on it, take a video out of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from studio.application.erase_job import EraseJob
from studio.application.find_jobs import FindJobs
from studio.domain.account import Caller
from studio.domain.brief import LONGEST_ID, JobId
from studio.domain.errors import JobNotFound, VideoNotFound
from studio.domain.job import JobStatus
from studio.domain.video import Video, VideoOrder, chosen
from studio.ports import Clock, Erasures, VideoRepository

MAX_PAGE: Final = 100


class Search(NamedTuple):
    """What is looked for, and in which order."""

    words: str = ""
    status: JobStatus | None = None
    order: VideoOrder = "newest"


class Shelf(NamedTuple):
    """A page of the videos that were looked for."""

    videos: list[Video]
    total: int
    limit: int


@dataclass(frozen=True, slots=True)
class KeepLibrary:
    videos: VideoRepository
    find_jobs: FindJobs
    erase_job: EraseJob
    erasures: Erasures
    clock: Clock

    def page(self, search: Search, *, caller: Caller, limit: int, offset: int) -> Shelf:
        mine = self.videos.owned_by(caller.account_id)
        found = chosen(mine, **search._asdict())
        limit = min(limit, MAX_PAGE)
        return Shelf(found[offset : offset + limit], len(found), limit)

    def one(self, job_id: JobId, *, caller: Caller) -> Video:
        """Raises `VideoNotFound`, too, for a job that is not over."""
        if not 0 < len(job_id) <= LONGEST_ID:
            raise VideoNotFound(job_id)
        return self.videos.get(caller.account_id, job_id)

    def annotate(self, job_id: JobId, notes: str | None, *, caller: Caller) -> datetime:
        """Returns when the notes were saved. Raises `VideoNotFound`."""
        video = self.one(job_id, caller=caller)
        self.videos.annotate(caller.account_id, video.job.id, notes)
        return self.clock.now()

    def delete(self, job_id: JobId, *, caller: Caller) -> None:
        """Raises `VideoNotFound`, or `JobNotOver`."""
        try:
            job = self.find_jobs.job(job_id, caller=caller)
        except JobNotFound as missing:
            raise VideoNotFound(job_id) from missing
        self.erasures.ask_again(job_id)
        self.erase_job(job)

    def urls(self, video: Video) -> dict[str, str]:
        """Where anybody may fetch each file of the video for the next hour, by name."""
        return {name: self.find_jobs.url(video.job, name) for name in video.job.outputs}
