"""Reading a request: its body up to a limit, JSON that can be echoed, and its own key."""

import json
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from studio.dialects.kodisc_v2.errors import TOO_LARGE, Refused, bad_field, bad_request
from studio.dialects.kodisc_v2.schemas import MAX_BODY_BYTES, FrameRequest
from studio.dialects.strict_json import MAX_DEPTH, declares_more, loads, too_deep
from studio.domain.idempotency import MAX_KEY_CHARS, IdempotentRequest, fingerprint

Body = dict[str, Any]
Asked = TypeVar("Asked", bound=FrameRequest)


async def read(request: Request) -> bytes:
    """The body, whatever `Content-Length` says of it; never more of it than is taken."""
    if declares_more(request.headers.get("content-length", ""), MAX_BODY_BYTES):
        raise Refused(TOO_LARGE)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Refused(TOO_LARGE)
    return bytes(body)


def parse(body: bytes) -> Body:
    """A JSON object of finite numbers and real characters."""
    try:
        parsed = loads(body)
    except (ValueError, RecursionError):
        raise bad_request("JSON body required") from None
    if not isinstance(parsed, dict):
        raise bad_request("JSON body required")
    if too_deep(parsed):
        raise bad_request(f"JSON body must be nested at most {MAX_DEPTH} levels deep")
    try:
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("JSON body must be valid Unicode") from None
    return parsed


def understood(body: Body, schema: type[Asked]) -> Asked:
    """What is asked for; raises the first thing wrong with it."""
    try:
        asked = schema.model_validate(body)
    except ValidationError as error:
        raise bad_field(error.errors(include_url=False, include_context=False)[0]) from error
    size = len(json.dumps(asked.metadata, ensure_ascii=False).encode())
    if size > MAX_BODY_BYTES:  # 1e15 is four characters on its way in, and eighteen ever after
        raise Refused(TOO_LARGE)
    return asked


def idempotent(request: Request, body: Body, *, route: str) -> IdempotentRequest | None:
    """The request's `Idempotency-Key`, and what it is a key of."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY_CHARS or not (key.isascii() and key.isprintable()):
        raise bad_request(f"Idempotency-Key must be 1 to {MAX_KEY_CHARS} printable characters")
    return IdempotentRequest(route=route, key=key, fingerprint=fingerprint(body))
