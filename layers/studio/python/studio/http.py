"""The public paths: each API a whole application of its own."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from studio.dialects import chalkboard_v1
from studio.dialects.chalkboard_v1 import app as chalkboard_v1_app
from studio.dialects.engine import Engine

__all__ = ["chalkboard_v1", "create_app"]


def _not_found(_request: Request) -> JSONResponse:
    return JSONResponse({"detail": "Not Found"}, 404)


def create_app(engine: Engine) -> Starlette:
    return Starlette(
        routes=[
            Mount("/api/v1", chalkboard_v1_app.create_app(engine)),
            Route("/{path:path}", _not_found),
        ]
    )
