"""Jobs over HTTP: what one would cost, orders, and looks at them."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from studio.application.accepted_files import accepted_files, check_together
from studio.application.submit_job import Order
from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.idempotency import TheRepeatable
from studio.dialects.chalkboard_v1.jobs.accepting import ACCEPTED, accept
from studio.dialects.chalkboard_v1.jobs.forms import body_of, files_of
from studio.dialects.chalkboard_v1.jobs.schemas import (
    CreateJobRequest,
    EstimateResponse,
    JobResponse,
)
from studio.dialects.chalkboard_v1.jobs.translate import to_brief, to_estimate, to_response
from studio.domain.brief import JobId, attached, in_mode
from studio.domain.job import Dialect

router = APIRouter()


@router.post("/jobs", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def create_job(
    body: CreateJobRequest, engine: TheEngine, caller: TheCaller, repeatable: TheRepeatable
) -> Response:
    """Accept a video job. Poll it until `status` is final."""

    def order() -> Order:
        stored = engine.uploads.arrived(body.upload, caller=caller) if body.upload else {}
        return Order(to_brief(body), caller, Dialect.CHALKBOARD_V1, stored=stored)

    return accept(engine, caller, repeatable.request(body), order)


@router.post("/jobs/upload", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
async def upload_job(
    request: Request, engine: TheEngine, caller: TheCaller, repeatable: TheRepeatable
) -> Response:
    """Accept a video job with files to explain: multipart, every file a part named `files`."""
    async with request.form() as form:
        body = body_of(form)
        files = accepted_files(await files_of(form))

    def order() -> Order:
        stored = (
            engine.uploads.arrived(body.upload, caller=caller, taken=files) if body.upload else {}
        )
        check_together(files, stored)
        return Order(to_brief(body), caller, Dialect.CHALKBOARD_V1, files=files, stored=stored)

    return accept(engine, caller, repeatable.request(body, files), order)


@router.post("/jobs/estimate")
def estimate_job(body: CreateJobRequest, engine: TheEngine, caller: TheCaller) -> EstimateResponse:
    """What this job would cost. Nothing is ordered, and nothing is spent.

    Files of an `upload` count as they were announced, whether they were sent or not.
    """
    sizes = engine.uploads.sizes(body.upload, caller=caller) if body.upload else {}
    quote = engine.estimate_job(in_mode(attached(to_brief(body), sizes), caller.mode), caller)
    return to_estimate(quote, caller.mode)


@router.get("/jobs")
def list_jobs(engine: TheEngine, caller: TheCaller) -> list[JobResponse]:
    """Your jobs, newest first, without their events."""
    return [to_response(view) for view in engine.find_jobs.page(caller=caller)]


@router.get("/jobs/{job_id}")
def get_job(job_id: str, engine: TheEngine, caller: TheCaller) -> JobResponse:
    """One job, with its events."""
    return to_response(engine.find_jobs.one(JobId(job_id), caller=caller))
