"""A job's log over HTTP, in one piece."""

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import JsonValue

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine
from studio.dialects.chalkboard_v1.jobs.schemas import (
    EventResponse,
    JobResponse,
    LogLine,
    LogResponse,
)
from studio.dialects.chalkboard_v1.jobs.translate import to_response
from studio.domain.brief import JobId

router = APIRouter()


@router.get(
    "/jobs/{job_id}/log",
    response_class=Response,
    responses={
        200: {
            "description": "One line for each event, or the same as JSON.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
            "model": LogResponse,
        }
    },
)
def get_log(
    job_id: str,
    engine: TheEngine,
    caller: TheCaller,
    form: Annotated[Literal["text", "json"], Query(alias="format")] = "text",
) -> Response:
    """What happened to a job so far, as text or as JSON."""
    job = to_response(engine.find_jobs.one(JobId(job_id), caller=caller))
    log = to_log(job)
    if form == "json":
        return Response(log.model_dump_json(), media_type="application/json")
    return PlainTextResponse(to_text(log))


def to_log(job: JobResponse) -> LogResponse:
    lines = [LogLine(ts=event.ts, node=event.node, message=_message(event)) for event in job.events]
    return LogResponse(job_id=job.id, status=job.status, lines=lines)


def to_text(log: LogResponse) -> str:
    """Lines as `2026-11-21T10:00:03Z [script_agent] scenes=7`."""
    return "".join(
        f"{line.ts:%Y-%m-%dT%H:%M:%SZ} [{line.node}] {line.message}\n" for line in log.lines
    )


def _message(event: EventResponse) -> str:
    return " ".join(f"{name}={_value(value)}" for name, value in event.updates.items())


def _value(value: JsonValue) -> str:
    """One word, or JSON, which has no line breaks."""
    bare = isinstance(value, str) and value.isprintable() and value and " " not in value
    return str(value) if bare else json.dumps(value, ensure_ascii=False)
