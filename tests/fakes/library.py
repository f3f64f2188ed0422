"""Libraries, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from studio.domain.brief import AccountId, JobId
from studio.domain.errors import VideoNotFound
from studio.domain.video import Video


@dataclass
class InMemoryVideos:
    kept: dict[tuple[AccountId, JobId], Video] = field(default_factory=dict)

    def get(self, owner: AccountId, job_id: JobId) -> Video:
        if (owner, job_id) not in self.kept:
            raise VideoNotFound(job_id)
        return self.kept[owner, job_id]

    def owned_by(self, owner: AccountId) -> Iterator[Video]:
        yield from [video for video in self.kept.values() if video.job.owner == owner]

    def annotate(self, owner: AccountId, job_id: JobId, notes: str | None) -> None:
        video = self.get(owner, job_id)
        self.kept[owner, job_id] = video.model_copy(update={"notes": notes})
