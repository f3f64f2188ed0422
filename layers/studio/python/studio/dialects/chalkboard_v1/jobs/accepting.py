"""How an order for a job is answered: 202, and once only."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from fastapi import Response

from studio.application.find_jobs import JobView
from studio.application.submit_job import Order
from studio.dialects.chalkboard_v1.jobs.schemas import JobResponse
from studio.dialects.chalkboard_v1.jobs.translate import to_response
from studio.dialects.engine import Engine
from studio.domain.account import Caller
from studio.domain.errors import AlreadyAccepted
from studio.domain.idempotency import IdempotentRequest
from studio.domain.job import Job
from studio.domain.timeline import Progress
from studio.domain.usage import Usage

ACCEPTED: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.ACCEPTED.value: {
        "model": JobResponse,
        "description": "The job is accepted.",
        "headers": {
            "Idempotent-Replayed": {
                "description": "`true` when this answers an equal request that came before.",
                "schema": {"type": "string", "const": "true"},
            }
        },
    }
}


def accept(
    engine: Engine,
    caller: Caller,
    request: IdempotentRequest | None,
    order: Callable[[], Order],
) -> Response:
    """Submit the order, which is put together only if the request did not come before.

    A repetition gets the bytes of the first answer, whatever became of the job.
    """
    try:
        if request is not None:
            engine.recall_answer(request, caller=caller)
        job = engine.submit_job(replace(order(), request=request, answer=_body))
    except AlreadyAccepted as before:
        return _answer(before.answer, {"Idempotent-Replayed": "true"})
    return _answer(_body(job))


def _body(job: Job) -> str:
    return to_response(JobView(job, Progress(), (), usage=Usage())).model_dump_json()


def _answer(body: str, headers: dict[str, str] | None = None) -> Response:
    return Response(body, HTTPStatus.ACCEPTED, headers, media_type="application/json")
