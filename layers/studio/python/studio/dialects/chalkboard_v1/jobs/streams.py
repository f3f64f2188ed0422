"""What a job sends as it comes, without redirects: its events and its files."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response, StreamingResponse

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.jobs.conditions import FileConditions
from studio.dialects.chalkboard_v1.jobs.messages import MEDIA_TYPE, OPENING, to_message
from studio.dialects.engine import Engine
from studio.domain.brief import JobId
from studio.domain.files import content_type
from studio.ports import Bytes

_EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Server-sent events. Each is one line of JSON, `{ts, node, updates}`; the "
        'last one is `{"done": true}`.',
        "content": {
            MEDIA_TYPE: {
                "example": 'data: {"ts": "2026-11-21T12:00:03Z", "node": "tts", "updates": '
                '{"segment": 1, "segments": 5}}\n\ndata: {"done": true}\n\n',
            }
        },
    }
}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The whole file.",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    },
    206: {"description": "The range that was asked for."},
    304: {"description": "Still what you have."},
}

router = APIRouter()


@router.get("/jobs/{job_id}/events", response_class=StreamingResponse, responses=_EVENTS)
def follow_job(
    job_id: str,
    engine: TheEngine,
    caller: TheCaller,
    replay: Annotated[bool, Query(description="`0` leaves out what happened before.")] = True,
    last_event_id: Annotated[
        str | None, Header(description="The `id` of the last event you had; what follows is sent.")
    ] = None,
) -> StreamingResponse:
    """What happens to a job, as it happens; what happened before comes first.

    A comment comes every 10 seconds of silence. A stream is closed after 14 minutes at the latest:
    if the last event was not `{"done": true}`, ask again with `Last-Event-ID`, as every
    EventSource does by itself.
    """
    found = engine.find_jobs.job(JobId(job_id), caller=caller).id
    return StreamingResponse(
        _messages(engine, found, last_event_id, replay=replay),
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"},
    )


async def _messages(
    engine: Engine, job_id: JobId, last_id: str | None, *, replay: bool
) -> AsyncIterator[str]:
    yield OPENING
    async for told in engine.follow_job(job_id, last_id=last_id, replay=replay):
        yield to_message(told)


@router.head("/jobs/{job_id}/files/{name:path}", include_in_schema=False)
@router.get("/jobs/{job_id}/files/{name:path}", response_class=StreamingResponse, responses=_FILE)
def get_file(
    job_id: str,
    name: str,
    engine: TheEngine,
    caller: TheCaller,
    conditions: FileConditions,
) -> Response:
    """The bytes of one output file, of any size; no redirects. One `Range` is honoured."""

    def find(byte_range: tuple[int | None, int | None] | None) -> Bytes:
        return engine.find_jobs.file(JobId(job_id), name, caller=caller, byte_range=byte_range)

    wanted = conditions.range_of(lambda: find(None).etag)
    found = find(wanted)
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": found.etag,
        "X-Content-Type-Options": "nosniff",
    }
    if conditions.known(found.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Length"] = str(found.last - found.first + 1)
    status = HTTPStatus.OK
    if wanted is not None and found.size:
        headers["Content-Range"] = f"bytes {found.first}-{found.last}/{found.size}"
        status = HTTPStatus.PARTIAL_CONTENT
    if conditions.head_only:
        return Response(status_code=status, headers=headers, media_type=content_type(name))
    return StreamingResponse(
        found.chunks, status_code=status, headers=headers, media_type=content_type(name)
    )
