"""The public paths: each API a whole application of its own."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount

from studio.dialects.chalkboard_v1.app import create_app as create_chalkboard_v1
from studio.dialects.engine import Engine
from studio.dialects.kodisc_v2.app import create_app as create_kodisc_v2


def _explain(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)


def create_app(engine: Engine) -> Starlette:
    return Starlette(
        routes=[
            Mount("/api/v1", create_chalkboard_v1(engine)),
            Mount("/api/v2", create_kodisc_v2(engine)),
        ],
        exception_handlers={HTTPException: _explain},
    )
