"""What a job sends as it comes, without redirects: its files."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.jobs.translate import to_byte_range
from studio.dialects.chalkboard_v1.problems import ERRORS
from studio.domain.brief import JobId
from studio.domain.files import content_type

router = APIRouter(responses=ERRORS)


@router.get("/jobs/{job_id}/files/{name:path}", response_class=StreamingResponse)
def get_file(
    job_id: str,
    name: str,
    engine: TheEngine,
    caller: TheCaller,
    range_header: Annotated[str | None, Header(alias="Range")] = None,
) -> StreamingResponse:
    """The bytes of one output file; no redirects. One `Range` is honoured."""
    wanted = to_byte_range(range_header)
    found = engine.find_jobs.file(JobId(job_id), name, caller=caller, byte_range=wanted)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(found.last - found.first + 1),
        "ETag": found.etag,
        "X-Content-Type-Options": "nosniff",
    }
    status = HTTPStatus.OK
    if wanted is not None and found.size:
        headers["Content-Range"] = f"bytes {found.first}-{found.last}/{found.size}"
        status = HTTPStatus.PARTIAL_CONTENT
    return StreamingResponse(
        found.chunks, status_code=status, headers=headers, media_type=content_type(name)
    )
