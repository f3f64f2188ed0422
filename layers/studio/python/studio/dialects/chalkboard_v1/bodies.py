"""Bodies that are not fit to be read: too long, or no JSON that can be stored and sent again."""

import json
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.dialects.strict_json import MAX_DEPTH, declares_more, levels, loads, too_deep

MAX_JSON_BYTES: Final = 1_000_000

FLAW: Final = "chalkboard.flaw"
"""Where the scope says what is wrong with a body that was taken out of the request."""

_NO_OBJECT: Final = b"0"
_TOO_LARGE: Final = (
    f"The request body is larger than {MAX_JSON_BYTES // 1_000_000} MB. "
    "Send files to /api/v1/jobs/upload or /api/v1/uploads."
)


class Flawed(Exception):
    """The body is not JSON as this API takes it."""


class ScreenedBodies:
    """Wraps an application. Forms pass unread; what is wrong with JSON the application says
    itself, once it knows who is calling."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("content-type", "").lower().startswith("multipart/"):
            await self._app(scope, receive, send)
            return
        body = await _read(headers, receive)
        if body is None:
            answer = JSONResponse({"detail": _TOO_LARGE}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await answer(scope, receive, send)
            return
        if body and _says_json(headers):
            try:
                screen(body)
            except Flawed as flaw:
                scope[FLAW], body = str(flaw), _NO_OBJECT
        await self._app(scope, _replay(body, receive), send)


def screen(body: bytes) -> None:
    """Raises `Flawed`, in a sentence, for anything but JSON of finite numbers and real text."""
    try:
        parsed = loads(body)
    except UnicodeDecodeError:
        raise Flawed("The body must be JSON in UTF-8") from None
    except RecursionError:
        raise Flawed(f"JSON must be nested at most {MAX_DEPTH} levels deep") from None
    except json.JSONDecodeError as error:
        raise Flawed(f"The body is not JSON: {error.msg} at character {error.pos}") from None
    except ValueError:
        raise Flawed("Numbers must be finite and not absurdly long") from None
    if too_deep(parsed):
        raise Flawed(f"JSON must be nested at most {MAX_DEPTH} levels deep")
    for level in levels(parsed):
        if any(isinstance(item, str) and not _storable(item) for item in level):
            raise Flawed("Text must be valid Unicode without NUL characters")


def _storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _says_json(headers: Headers) -> bool:
    kind = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    return kind.startswith("application/") and (kind.endswith(("/json", "+json")))


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """The body, whatever `Content-Length` says of it; None if it is too long."""
    if declares_more(headers.get("content-length", ""), MAX_JSON_BYTES):
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_JSON_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
