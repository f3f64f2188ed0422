"""Bodies that are not fit to be read: too long, or no JSON that can be stored and sent again."""

import json
import math
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final, NoReturn

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_JSON_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 100
"""How deep a body may be nested; JSON's own parsers differ on more."""

FLAW: Final = "chalkboard.flaw"
"""Where the scope says what is wrong with a body that was taken out of the request."""

_NO_OBJECT: Final = b"0"
_TOO_LARGE: Final = (
    f"The request body is larger than {MAX_JSON_BYTES // 1_000_000} MB. "
    "Send files to /api/v1/jobs/upload or /api/v1/uploads."
)
_INT_DIGITS: Final = 18


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
        body = None if _declares_too_much(headers) else await _read(receive)
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
        parsed = json.loads(body.decode(), parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError:
        raise Flawed("The body must be JSON in UTF-8") from None
    except RecursionError:
        raise Flawed(f"JSON must be nested at most {MAX_DEPTH} levels deep") from None
    except json.JSONDecodeError as error:
        raise Flawed(f"The body is not JSON: {error.msg} at character {error.pos}") from None
    except ValueError:
        raise Flawed("Numbers must be finite and not absurdly long") from None
    for depth, level in enumerate(_levels(parsed)):
        if depth == MAX_DEPTH and any(isinstance(item, dict | list) for item in level):
            raise Flawed(f"JSON must be nested at most {MAX_DEPTH} levels deep")
        if any(isinstance(item, str) and not _storable(item) for item in level):
            raise Flawed("Text must be valid Unicode without NUL characters")


def _levels(value: Any) -> Iterable[list[Any]]:
    """What is nested equally deep, counted without recursion: keys of objects as well."""
    level = [value]
    while level:
        yield level
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in ([*item.keys(), *item.values()] if isinstance(item, dict) else item)
        ]


def _storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _says_json(headers: Headers) -> bool:
    kind = headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    return kind.startswith("application/") and (kind.endswith(("/json", "+json")))


def _declares_too_much(headers: Headers) -> bool:
    declared = headers.get("content-length", "")
    return declared.isdecimal() and (len(declared) > _INT_DIGITS or int(declared) > MAX_JSON_BYTES)


async def _read(receive: Receive) -> bytes | None:
    """The body, whatever `Content-Length` says of it; None if it is too long."""
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
