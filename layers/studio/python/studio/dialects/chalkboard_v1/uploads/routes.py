"""Uploads over HTTP: announce files, then PUT each where it is told to go."""

from http import HTTPStatus

from fastapi import APIRouter

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.uploads.schemas import CreateUploadRequest, UploadResponse
from studio.dialects.chalkboard_v1.uploads.translate import to_announced, to_response

router = APIRouter()


@router.post("/uploads", status_code=HTTPStatus.CREATED)
def create_upload(
    body: CreateUploadRequest, engine: TheEngine, caller: TheCaller
) -> UploadResponse:
    """Announce files of up to 24 MB in all; types and sizes are checked at once.

    Every file is then sent with one PUT, to its own URL and with exactly the headers given. A job
    takes them with `"upload": "upl_…"`, within a day.
    """
    engine.ensure_open()
    return to_response(engine.uploads.prepare(to_announced(body), caller=caller))
