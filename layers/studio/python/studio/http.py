"""The public paths: each API a whole application of its own."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from studio.dialects.admission import RateLimitHeaders
from studio.dialects.chalkboard_v1.app import create_app as create_chalkboard_v1
from studio.dialects.chalkboard_v1.browsers import open_to_browsers
from studio.dialects.chalkboard_v1.twins import Unversioned
from studio.dialects.engine import Engine
from studio.dialects.kodisc_v2.app import create_app as create_kodisc_v2


def _explain(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)


def create_app(engine: Engine) -> Starlette:
    chalkboard, kodisc = create_chalkboard_v1(engine), create_kodisc_v2(engine)
    unversioned = Unversioned(chalkboard, successor="/api/v1")
    app = Starlette(
        routes=[
            Mount("/api/v1", open_to_browsers(chalkboard)),
            Mount("/api/v2", kodisc),
            Route("/api/v2", kodisc),
            Mount("/api", open_to_browsers(unversioned)),
            Route("/openapi.json", open_to_browsers(chalkboard)),
        ],
        exception_handlers={HTTPException: _explain},
    )
    app.add_middleware(RateLimitHeaders)
    app.router.redirect_slashes = False
    return app
