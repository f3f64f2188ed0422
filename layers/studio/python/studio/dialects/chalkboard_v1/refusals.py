"""Requests that no route takes: an unknown path, a wrong method, fields that do not fit."""

from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException

from studio.dialects.chalkboard_v1.bodies import FLAW
from studio.dialects.chalkboard_v1.paths import path_within

_LONGEST_MESSAGE: Final = 500
_MOST_ERRORS: Final = 50


def invalid(request: Request, error: Exception) -> JSONResponse:
    """FastAPI's own array, without the values it would echo."""
    assert isinstance(error, RequestValidationError)
    flaw = request.scope.get(FLAW)
    found = (
        [{"loc": ["body"], "msg": flaw, "type": "json_invalid"}]
        if flaw
        else [_told(each) for each in error.errors()[:_MOST_ERRORS]]
    )
    return JSONResponse({"detail": found}, HTTPStatus.UNPROCESSABLE_ENTITY)


def unrouted(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_methods(request)))
    return JSONResponse({"detail": error.detail}, error.status_code, headers=headers)


def _told(error: Any) -> dict[str, Any]:
    message = str(error["msg"])[:_LONGEST_MESSAGE]
    return {"loc": list(error["loc"]), "msg": message, "type": error["type"]}


def _methods(request: Request) -> set[str]:
    """Of every route of the path, for each method has one; `/jobs/upload` is no job's id."""
    path = path_within(request.scope)
    routes = [
        route for route in iter_route_contexts(request.app.routes) if route.path_regex.match(path)
    ]
    literal = [route for route in routes if route.path == path]
    return {method for route in literal or routes for method in route.methods or ()}
