"""Between the library's videos and what Chalkboard v1 says of them. Pure."""

from collections.abc import Mapping
from typing import Final, get_args

from studio.dialects.chalkboard_v1.jobs.schemas import Ended
from studio.dialects.chalkboard_v1.jobs.translate import ENDED
from studio.dialects.chalkboard_v1.library.schemas import VideoMeta
from studio.domain.brief import TopicBrief
from studio.domain.job import JobStatus
from studio.domain.video import Video, VideoOrder

_STATUS: Final = {said: status for status, said in ENDED.items()}
_ORDERS: Final[Mapping[str, VideoOrder]] = {order: order for order in get_args(VideoOrder)}
_THUMB: Final = "thumb.jpg"


def to_status(said: Ended | None) -> JobStatus | None:
    return None if said is None else _STATUS[said]


def to_order(said: str) -> VideoOrder:
    """An order that nobody knows is the usual one."""
    return _ORDERS.get(said, "newest")


def to_meta(video: Video, urls: Mapping[str, str] | None = None) -> VideoMeta:
    job, brief = video.job, video.job.topic
    shared = set(VideoMeta.model_fields) & set(TopicBrief.model_fields) - {"urls"}
    path = f"/api/v1/jobs/{job.id}/files/{_THUMB}"
    return VideoMeta(
        **brief.model_dump(include=shared),
        run_id=job.id,
        user_id=job.owner,
        title=video.title,
        created_at=job.created_at,
        duration_sec=job.duration or 0.0,
        thumb_path=path if _THUMB in job.outputs else None,
        script=video.script,
        status=ENDED[job.status],
        error=job.failure,
        test_mode=job.mode == "test",
        notes=video.notes,
        output_files=sorted(job.outputs),
        urls=dict(urls or {}),
    )
