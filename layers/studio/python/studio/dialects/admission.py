"""Who comes in, of both APIs: authenticated, counted, and told what is left of the minute."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.dialects.engine import Engine
from studio.domain.account import Caller, KeyKind
from studio.domain.errors import RateLimited
from studio.domain.rate_limit import Allowance

_ALLOWANCE: Final = "allowance"


def admit(engine: Engine, scope: Scope, credential: str, *, kind: KeyKind) -> Caller:
    """Raises `InvalidApiKey`, `AccountBanned`, `SignInUnavailable` and `RateLimited`."""
    caller = engine.authenticate(credential, kind=kind)
    allowance = engine.count_request(caller)
    if allowance is not None:
        scope.setdefault("state", {})[_ALLOWANCE] = allowance
        if allowance.exceeded:
            raise RateLimited(allowance)
    return caller


class RateLimitHeaders:
    """Puts the allowance on whatever the answer of an admitted request is, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.setdefault("state", {})

        async def told(message: Message) -> None:
            allowance = state.get(_ALLOWANCE)
            if message["type"] == "http.response.start" and allowance is not None:
                MutableHeaders(scope=message).update(_headers(allowance))
            await send(message)

        await self._app(scope, receive, told)


def _headers(allowance: Allowance) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(allowance.limit),
        "RateLimit-Remaining": str(allowance.remaining),
        "RateLimit-Reset": str(allowance.reset),
    }
