"""The same paths without their version, for clients from before there was one."""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.dialects.chalkboard_v1.paths import path_within

_AT_HOME: Final = ("/account", "/meta", "/openapi.json", "/voices")
_BELOW_HOME: Final = ("/account/", "/voices/")
"""Paths that were never given a version."""

_SAFE_IN_PATH: Final = "/:@!$&'()*+,;=~"
_SAFE_IN_QUERY: Final = _SAFE_IN_PATH + "?%"


class Unversioned:
    """Wraps an application; its answers name the path that succeeds the one that was asked."""

    def __init__(self, app: ASGIApp, *, successor: str) -> None:
        self._app = app
        self._successor = successor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_within(scope)
        link = f'<{self._successor}{_written(path, scope)}>; rel="successor-version"'

        mount = scope.get("route")

        async def deprecated(message: Message) -> None:
            found = scope.get("route") is not mount  # what leads nowhere has no successor either
            if message["type"] == "http.response.start" and found:
                headers = MutableHeaders(scope=message)
                headers["Deprecation"] = "true"
                headers.append("Link", link)
            await send(message)

        at_home = path in _AT_HOME or path.startswith(_BELOW_HOME)
        await self._app(scope, receive, send if at_home else deprecated)


def _written(path: str, scope: Scope) -> str:
    """As it may stand between angle brackets in a header."""
    query = quote(scope.get("query_string", b""), safe=_SAFE_IN_QUERY)
    return quote(path, safe=_SAFE_IN_PATH) + (f"?{query}" if query else "")
