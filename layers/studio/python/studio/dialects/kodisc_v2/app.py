"""Kodisc v2 over HTTP."""

from http import HTTPStatus

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from studio.application.submit_job import Order
from studio.dialects.admission import admit
from studio.dialects.engine import Engine
from studio.dialects.kodisc_v2 import errors
from studio.dialects.kodisc_v2.errors import Refused
from studio.dialects.kodisc_v2.openapi import document
from studio.dialects.kodisc_v2.request import Asked, idempotent, parse, read, understood
from studio.dialects.kodisc_v2.schemas import FrameRequest, RenderAccepted, RenderRequest
from studio.dialects.kodisc_v2.translate import (
    MAX_WAIT_SECONDS,
    UrlOf,
    to_brief,
    to_frame,
    to_me,
    to_response,
    to_wait,
    to_webhook,
)
from studio.domain.account import Caller
from studio.domain.brief import JobId
from studio.domain.errors import AlreadyAccepted, InvalidApiKey, StudioError
from studio.domain.files import SCENE_MODULE
from studio.domain.job import Dialect, Job
from studio.domain.webhook_url import refuse_own


class Api:
    """One method per operation; who is calling is known before any of it is read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def render(self, request: Request) -> Response:
        caller = await run_in_threadpool(self._caller, request)
        return await run_in_threadpool(self._render, request, caller, await read(request))

    async def frame(self, request: Request) -> Response:
        caller = await run_in_threadpool(self._caller, request)
        return await run_in_threadpool(self._frame, request, caller, await read(request))

    def job(self, request: Request) -> Response:
        caller = self._caller(request)
        seconds = to_wait(request.headers.getlist("prefer"))
        job = self._job(request.path_params["job_id"], caller, seconds)
        return _said(to_response(job, self._url_of(job)), applied=seconds)

    def cancel(self, request: Request) -> Response:
        caller = self._caller(request)
        job = self._engine.find_jobs.job(
            JobId(request.path_params["job_id"]), caller=caller, dialect=Dialect.KODISC_V2
        )
        cancelled = self._engine.cancel_job(job)
        return _said(to_response(cancelled, self._url_of(cancelled)))

    def me(self, request: Request) -> Response:
        caller = self._caller(request)
        return _said(to_me(caller, self._engine.balance(caller.account_id)))

    def openapi(self, request: Request) -> Response:
        return JSONResponse(document())

    def _render(self, request: Request, caller: Caller, body: bytes) -> Response:
        job, replayed = self._submitted(request, caller, body, RenderRequest)
        seconds = to_wait(request.headers.getlist("prefer"))
        if seconds is not None:
            job = self._job(job.id, caller, seconds)
        if seconds is not None and job.status.is_final:
            return _said(to_response(job, self._url_of(job)), replayed=replayed, applied=seconds)
        return _accepted(job, replayed=replayed, applied=seconds)

    def _frame(self, request: Request, caller: Caller, body: bytes) -> Response:
        job, replayed = self._submitted(request, caller, body, FrameRequest)
        preferred = to_wait(request.headers.getlist("prefer"))
        job = self._job(job.id, caller, MAX_WAIT_SECONDS if preferred is None else preferred)
        if job.status.is_final:
            return _said(to_frame(job, self._url_of(job)), replayed=replayed, applied=preferred)
        return _accepted(job, replayed=replayed, applied=preferred)

    def _submitted(
        self, request: Request, caller: Caller, body: bytes, schema: type[Asked]
    ) -> tuple[Job, bool]:
        """The job, and whether the same request had made it before."""
        parsed = parse(body)
        asked = understood(parsed, schema)
        repeated = idempotent(request, parsed, route=f"{request.method} {request.url.path}")
        if asked.webhook_url is not None:
            refuse_own(asked.webhook_url, host=request.headers.get("host", ""))
        try:
            job = self._engine.submit_job(
                Order(
                    to_brief(asked),
                    caller,
                    Dialect.KODISC_V2,
                    files={SCENE_MODULE: asked.code.encode()},
                    webhook=to_webhook(asked, caller),
                    request=repeated,
                )
            )
        except AlreadyAccepted as before:
            return self._job(before.job_id, caller, None), True
        return job, False

    def _caller(self, request: Request) -> Caller:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise InvalidApiKey
        return admit(self._engine, request.scope, key.strip(), kind="kodisc")

    def _job(self, job_id: str, caller: Caller, seconds: int | None) -> Job:
        """The caller's job: now, or when it is over, if that is within `seconds`."""
        return self._engine.await_job(
            JobId(job_id), caller=caller, dialect=Dialect.KODISC_V2, seconds=seconds or 0
        )

    def _url_of(self, job: Job) -> UrlOf:
        return lambda name: self._engine.find_jobs.url(job, name)


def create_app(engine: Engine) -> Starlette:
    """A whole application: its own OpenAPI document, validation and error body."""
    api = Api(engine)
    app = Starlette(
        routes=[
            Route("/render", api.render, methods=["POST"]),
            Route("/render/{job_id}", api.job, methods=["GET"]),
            Route("/render/{job_id}/cancel", api.cancel, methods=["POST"]),
            Route("/frame", api.frame, methods=["POST"]),
            Route("/me", api.me, methods=["GET"]),
            Route("/openapi.json", api.openapi, methods=["GET"]),
        ],
        exception_handlers={
            Refused: _refused,
            StudioError: _explained,
            HTTPException: _unrouted,
            Exception: _apologised,
        },
    )
    app.router.redirect_slashes = False
    return app


def _said(answer: BaseModel, *, replayed: bool = False, applied: int | None = None) -> Response:
    body = answer.model_dump_json(by_alias=True)
    headers = _headers(replayed=replayed, applied=applied)
    return Response(body, media_type="application/json", headers=headers)


def _accepted(job: Job, *, replayed: bool, applied: int | None) -> Response:
    body = RenderAccepted(job_id=job.id).model_dump(by_alias=True)
    headers = _headers(replayed=replayed, applied=applied)
    return JSONResponse(body, HTTPStatus.ACCEPTED, headers=headers)


def _headers(*, replayed: bool, applied: int | None) -> dict[str, str]:
    headers = {"Idempotent-Replayed": "true"} if replayed else {}
    return headers if applied is None else headers | {"Preference-Applied": f"wait={applied}"}


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return error.refusal.response()


def _explained(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StudioError)
    refusal = errors.refusal_of(error)
    if refusal is None:
        raise error
    return refusal.response(errors.headers_of(error))


def _unrouted(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    wrong_method = error.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    refusal = errors.NO_METHOD if wrong_method else errors.NO_ROUTE
    return refusal.response(dict(error.headers or {}))


def _apologised(_request: Request, _error: Exception) -> Response:
    return errors.INTERNAL.response()
