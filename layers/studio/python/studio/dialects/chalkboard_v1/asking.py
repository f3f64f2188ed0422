"""Who is asking, and the use cases that answer: what every route depends on."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from studio.dialects.admission import admit
from studio.dialects.engine import Engine
from studio.domain.account import Caller
from studio.domain.errors import InvalidApiKey, SessionRequired

_bearer = HTTPBearer(auto_error=False)


def the_engine(request: Request) -> Engine:
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


TheEngine = Annotated[Engine, Depends(the_engine)]


def the_caller(
    request: Request,
    engine: TheEngine,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Who is calling: every route but the public ones depends on it."""
    if credentials is None:
        raise InvalidApiKey
    return admit(engine, request.scope, credentials.credentials, kind="chalkboard")


TheCaller = Annotated[Caller, Depends(the_caller)]


def the_owner(caller: TheCaller) -> Caller:
    """The account's owner, signed in: what keys and webhooks are managed with."""
    if caller.via != "session":
        raise SessionRequired
    return caller


TheOwner = Annotated[Caller, Depends(the_owner)]
