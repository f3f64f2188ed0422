"""Chalkboard v1 over HTTP."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import ValidationError

from studio import __version__
from studio.application.find_jobs import JobView
from studio.application.submit_job import accept_files
from studio.dialects.chalkboard_v1.schemas import CreateJobRequest, ErrorResponse, JobResponse
from studio.dialects.chalkboard_v1.translate import to_brief, to_byte_range, to_response
from studio.dialects.engine import Engine
from studio.domain import errors
from studio.domain.account import Caller
from studio.domain.brief import JobId
from studio.domain.files import content_type
from studio.domain.job import Dialect, Job
from studio.domain.timeline import Progress

_STATUS: Final[dict[type[errors.StudioError], HTTPStatus]] = {
    errors.InvalidApiKey: HTTPStatus.UNAUTHORIZED,
    errors.JobNotFound: HTTPStatus.NOT_FOUND,
    errors.ArtifactNotFound: HTTPStatus.NOT_FOUND,
    errors.JobConflict: HTTPStatus.CONFLICT,
    errors.UnsupportedFile: HTTPStatus.BAD_REQUEST,
    errors.FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.RangeNotSatisfiable: HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}
_LISTS: Final = frozenset({"urls", "github"})
_ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    status.value: {"model": ErrorResponse} for status in sorted(set(_STATUS.values()))
}

_bearer = HTTPBearer(auto_error=False)


def the_engine(request: Request) -> Engine:
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


TheEngine = Annotated[Engine, Depends(the_engine)]


def the_caller(
    engine: TheEngine,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Who is calling: every route but the public ones depends on it."""
    if credentials is None:
        raise errors.InvalidApiKey
    return engine.authenticate(credentials.credentials)


TheCaller = Annotated[Caller, Depends(the_caller)]
router = APIRouter(responses=_ERRORS)


@router.post("/jobs", status_code=HTTPStatus.ACCEPTED)
def create_job(body: CreateJobRequest, engine: TheEngine, caller: TheCaller) -> JobResponse:
    """Accept a video job. Poll it until `status` is final."""
    brief = to_brief(body, mode=caller.mode)
    return _accepted(engine.submit_job(brief, caller=caller, dialect=Dialect.CHALKBOARD_V1))


@router.post("/jobs/upload", status_code=HTTPStatus.ACCEPTED)
async def upload_job(request: Request, engine: TheEngine, caller: TheCaller) -> JobResponse:
    """Accept a video job with files to explain: multipart, every file a part named `files`."""
    async with request.form() as form:
        fields: dict[str, object] = {
            name: form.getlist(name) if name in _LISTS else form.get(name)
            for name in form
            if name != "files"
        }
        body = _validated(fields)
        files = accept_files(
            [
                (part.filename or "", await part.read())
                for part in form.getlist("files")
                if not isinstance(part, str)
            ]
        )
    brief = to_brief(body, mode=caller.mode)
    return _accepted(
        engine.submit_job(brief, caller=caller, dialect=Dialect.CHALKBOARD_V1, files=files)
    )


@router.get("/jobs")
def list_jobs(engine: TheEngine, caller: TheCaller) -> list[JobResponse]:
    """Your jobs, newest first, without their events."""
    return [to_response(view) for view in engine.find_jobs.page(caller=caller)]


@router.get("/jobs/{job_id}")
def get_job(job_id: str, engine: TheEngine, caller: TheCaller) -> JobResponse:
    """One job, with its events."""
    return to_response(engine.find_jobs.one(JobId(job_id), caller=caller))


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


def create_app(engine: Engine) -> FastAPI:
    """A whole application: its own OpenAPI document, validation and error body."""
    app = FastAPI(title="Chalkboard", version=__version__, redirect_slashes=False)
    app.state.engine = engine
    app.include_router(router)

    @app.exception_handler(errors.StudioError)
    def explain(_request: Request, error: errors.StudioError) -> JSONResponse:
        status = _STATUS.get(type(error))
        if status is None:
            raise error
        headers = {}
        if isinstance(error, errors.InvalidApiKey):
            headers["WWW-Authenticate"] = "Bearer"
        if isinstance(error, errors.RangeNotSatisfiable):
            headers["Content-Range"] = f"bytes */{error.size}"
        return JSONResponse({"detail": str(error)}, status, headers=headers)

    @app.exception_handler(Exception)
    def apologise(_request: Request, _error: Exception) -> JSONResponse:
        return JSONResponse({"detail": "Internal server error"}, 500)

    return app


def _accepted(job: Job) -> JobResponse:
    return to_response(JobView(job, Progress(), ()))


def _validated(fields: dict[str, object]) -> CreateJobRequest:
    """Raises the same 422 as a JSON body would."""
    try:
        return CreateJobRequest.model_validate(fields)
    except ValidationError as error:
        found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
