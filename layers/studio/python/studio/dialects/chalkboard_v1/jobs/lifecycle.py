"""Jobs that were ordered: cancelled, or ordered once more."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from studio.application.submit_job import Order
from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.idempotency import TheRepeatable
from studio.dialects.chalkboard_v1.jobs.accepting import ACCEPTED, accept
from studio.dialects.chalkboard_v1.jobs.schemas import CancelResponse
from studio.dialects.chalkboard_v1.jobs.translate import to_cancelled
from studio.domain.brief import JobId
from studio.domain.errors import JobAlreadyFinished

router = APIRouter()


@router.delete("/jobs/{job_id}")
def cancel_job(job_id: str, engine: TheEngine, caller: TheCaller) -> CancelResponse:
    """Cancel a job in flight. What it did not spend comes back; one that is over stays as it is."""
    job = engine.find_jobs.job(JobId(job_id), caller=caller)
    try:
        engine.cancel_job(job)
    except JobAlreadyFinished:
        return to_cancelled(engine.find_jobs.job(JobId(job_id), caller=caller))
    return CancelResponse(status="cancelling")


@router.post("/jobs/{job_id}/retry", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def retry_job(
    job_id: str, engine: TheEngine, caller: TheCaller, repeatable: TheRepeatable
) -> Response:
    """Run a job that is over once more: a new job with the same parameters and files.

    The new job's mode is that of the key you ask with.
    """

    def order() -> Order:
        source = engine.find_jobs.job(JobId(job_id), caller=caller)
        return engine.repeat_job.retry(source, caller=caller)

    return accept(engine, caller, repeatable.request(), order)


@router.post("/jobs/{job_id}/rerender", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def rerender_job(
    job_id: str, engine: TheEngine, caller: TheCaller, repeatable: TheRepeatable
) -> Response:
    """Make the film of a job anew, with the script and voiceover that it has.

    A new job that pays only for the render. The source must be over and have got as far as both.
    """

    def order() -> Order:
        source = engine.find_jobs.job(JobId(job_id), caller=caller)
        return engine.repeat_job.rerender(source, caller=caller)

    return accept(engine, caller, repeatable.request(), order)
