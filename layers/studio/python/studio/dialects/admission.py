"""Who comes in, of both APIs: authenticated, counted, and told what is left of the minute."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.dialects.engine import Engine
from studio.domain.account import Caller, KeyKind
from studio.domain.errors import RateLimited
from studio.domain.rate_limit import Quota

_QUOTA: Final = "quota"


def admit(engine: Engine, scope: Scope, credential: str, *, kind: KeyKind) -> Caller:
    """Raises `InvalidApiKey`, `AccountBanned`, `SignInUnavailable` and `RateLimited`."""
    caller = engine.authenticate(credential, kind=kind)
    quota = engine.count_request(caller)
    if quota is not None:
        scope.setdefault("state", {})[_QUOTA] = quota
        if quota.exceeded:
            raise RateLimited(quota)
    return caller


class RateLimitHeaders:
    """Puts the quota on whatever the answer of an admitted request is, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.setdefault("state", {})

        async def told(message: Message) -> None:
            quota = state.get(_QUOTA)
            if message["type"] == "http.response.start" and quota is not None:
                MutableHeaders(scope=message).update(_headers(quota))
            await send(message)

        await self._app(scope, receive, told)


def _headers(quota: Quota) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(quota.limit),
        "RateLimit-Remaining": str(quota.remaining),
        "RateLimit-Reset": str(quota.reset),
    }
