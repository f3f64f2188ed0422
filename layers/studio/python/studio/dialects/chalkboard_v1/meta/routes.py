"""The version, the choices and the limits, for anybody who asks; and the document of this API."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from studio.dialects.chalkboard_v1.meta.schemas import MetaResponse
from studio.dialects.chalkboard_v1.meta.translate import meta

router = APIRouter()


@router.get("/meta")
def get_meta() -> MetaResponse:
    """The version of this API, what may be asked of it, and how much. Needs no key."""
    return meta()


@router.get("/openapi.json", include_in_schema=False)
def get_openapi(request: Request) -> Response:
    """What this API can do, for machines."""
    return JSONResponse(request.app.openapi())
