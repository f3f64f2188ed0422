"""Chalkboard v1 over HTTP: a folder for each thing it is about, each with its own routes."""

from functools import cache, partial
from typing import Final

from fastapi import FastAPI

from studio import __version__
from studio.dialects.chalkboard_v1.bodies import ScreenedBodies
from studio.dialects.chalkboard_v1.jobs import lifecycle, log, streams
from studio.dialects.chalkboard_v1.jobs import routes as jobs
from studio.dialects.chalkboard_v1.keys import routes as keys
from studio.dialects.chalkboard_v1.library import routes as library
from studio.dialects.chalkboard_v1.meta import routes as meta
from studio.dialects.chalkboard_v1.openapi.document import document
from studio.dialects.chalkboard_v1.problems import answer_problems
from studio.dialects.chalkboard_v1.profile import routes as profile
from studio.dialects.chalkboard_v1.uploads import routes as uploads
from studio.dialects.chalkboard_v1.voices import routes as voices
from studio.dialects.chalkboard_v1.webhooks import routes as webhooks
from studio.dialects.engine import Engine

_ROUTERS: Final = (
    jobs.router,
    lifecycle.router,
    streams.router,
    log.router,
    uploads.router,
    library.router,
    webhooks.router,
    keys.router,
    profile.router,
    meta.router,
    voices.router,
)


def create_app(engine: Engine) -> FastAPI:
    """A whole application: its own OpenAPI document, validation and error body."""
    app = without_engine()
    app.state.engine = engine
    return app


def without_engine() -> FastAPI:
    """The application as far as it can be described."""
    app = FastAPI(
        title="Chalkboard",
        version=__version__,
        openapi_url=None,
        redirect_slashes=False,
        strict_content_type=False,
        generate_unique_id_function=lambda route: route.name,
    )
    for router in _ROUTERS:
        app.include_router(router)
    app.add_middleware(ScreenedBodies)
    answer_problems(app)
    app.openapi = cache(partial(document, app))  # type: ignore[method-assign]
    return app
