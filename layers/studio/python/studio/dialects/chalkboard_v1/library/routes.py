"""The library over HTTP: search it, look at a video, keep notes on it, delete it."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Query

from studio.application.keep_library import Search
from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.library.schemas import (
    LibraryResponse,
    NotesRequest,
    NotesResponse,
    StatusFilter,
    VideoMeta,
)
from studio.dialects.chalkboard_v1.library.translate import to_meta, to_order, to_status
from studio.domain.brief import JobId

_MOST: Final = 2**31 - 1

router = APIRouter()


@router.get("/library")
def list_videos(  # noqa: PLR0913, PLR0917 - one for each parameter of the query
    engine: TheEngine,
    caller: TheCaller,
    q: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=_MOST, description="100 at most are sent")] = 50,
    offset: Annotated[int, Query(ge=0, le=_MOST)] = 0,
    sort: Annotated[str, Query(description="newest, oldest, longest or shortest")] = "newest",
    status: Annotated[StatusFilter, Query()] = None,
) -> LibraryResponse:
    """Your videos, and the jobs that made none. `q` is looked for in topic, title and script."""
    search = Search(words=q, status=to_status(status), order=to_order(sort))
    shelf = engine.library.page(search, caller=caller, limit=limit, offset=offset)
    videos = [to_meta(video) for video in shelf.videos]
    return LibraryResponse(videos=videos, total=shelf.total, limit=shelf.limit, offset=offset)


@router.get("/library/{run_id}")
def get_video(run_id: str, engine: TheEngine, caller: TheCaller) -> VideoMeta:
    """One video, with links to its files."""
    video = engine.library.one(JobId(run_id), caller=caller)
    return to_meta(video, engine.library.urls(video))


@router.patch("/library/{run_id}")
def write_notes(
    run_id: str, body: NotesRequest, engine: TheEngine, caller: TheCaller
) -> NotesResponse:
    """Keep notes on a video, in place of those before."""
    notes = body.notes or None
    saved_at = engine.library.annotate(JobId(run_id), notes, caller=caller)
    return NotesResponse(run_id=run_id, notes=notes, saved_at=saved_at)


@router.delete("/library/{run_id}", status_code=HTTPStatus.NO_CONTENT)
def delete_video(run_id: str, engine: TheEngine, caller: TheCaller) -> None:
    """Delete a video: its files, its job, and what happened to it."""
    engine.library.delete(JobId(run_id), caller=caller)
