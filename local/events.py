"""HTTP to API Gateway's REST proxy event, and a function's answer back to HTTP."""

import base64
import binascii
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

ACCOUNT = "000000000000"
API_ID = "local"
MILLISECONDS = 1000
CLOCK = "%d/%b/%Y:%H:%M:%S +0000"

Pairs = list[tuple[str, str]]


class MalformedAnswer(Exception):
    """The function's answer is not one that API Gateway accepts."""


@dataclass(frozen=True)
class Call:
    """One HTTP request that matched a route."""

    method: str
    path: str
    resource: str
    parameters: dict[str, str]
    query: str
    headers: Pairs
    body: bytes
    source_ip: str
    stage: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Pairs
    body: bytes


def proxy_event(call: Call, *, binary: bool) -> dict[str, Any]:
    """The event of payload format 1.0; `binary` as BinaryMediaTypes say of this body."""
    query = parse_qsl(call.query, keep_blank_values=True)
    headers = [(_titled(name), value) for name, value in [*call.headers, *_forwarded(call)]]
    body = base64.b64encode(call.body).decode() if binary else call.body.decode()
    return {
        "resource": call.resource,
        "path": call.path,
        "httpMethod": call.method,
        "headers": dict(headers),
        "multiValueHeaders": _grouped(headers),
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": _grouped(query) or None,
        "pathParameters": call.parameters or None,
        "stageVariables": None,
        "requestContext": _context(call),
        "body": body if call.body else None,
        "isBase64Encoded": binary and bool(call.body),
    }


def _context(call: Call) -> dict[str, Any]:
    now = time.time()
    return {
        "accountId": ACCOUNT,
        "apiId": API_ID,
        "domainName": _header(call, "host"),
        "domainPrefix": API_ID,
        "extendedRequestId": call.id,
        "httpMethod": call.method,
        "identity": {"sourceIp": call.source_ip, "userAgent": _header(call, "user-agent")},
        "path": f"/{call.stage}{call.path}",
        "protocol": "HTTP/1.1",
        "requestId": call.id,
        "requestTime": time.strftime(CLOCK, time.gmtime(now)),
        "requestTimeEpoch": int(now * MILLISECONDS),
        "resourceId": API_ID,
        "resourcePath": call.resource,
        "stage": call.stage,
    }


def _forwarded(call: Call) -> Pairs:
    _, _, port = _header(call, "host").partition(":")
    return [
        ("x-forwarded-for", call.source_ip),
        ("x-forwarded-port", port or "80"),
        ("x-forwarded-proto", "http"),
    ]


def _header(call: Call, name: str) -> str:
    return next((value for key, value in call.headers if key.lower() == name), "")


def _titled(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def answer(result: Any, call_id: str) -> Answer:
    """What API Gateway makes of a function's result."""
    if not isinstance(result, dict) or not isinstance(result.get("statusCode"), int):
        raise MalformedAnswer("An answer needs an integer statusCode.")
    several = result.get("multiValueHeaders") or {}
    headers = [(name, value) for name, values in several.items() for value in values]
    known = {name.lower() for name in several}
    single = (result.get("headers") or {}).items()
    headers += [(name, str(value)) for name, value in single if name.lower() not in known]
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    return Answer(result["statusCode"], [*kept, ("x-amzn-requestid", call_id)], _body(result))


def _body(result: dict[str, Any]) -> bytes:
    body = result.get("body") or ""
    if not isinstance(body, str):
        raise MalformedAnswer("The body is not a string.")
    if not result.get("isBase64Encoded"):
        return body.encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise MalformedAnswer("The body is not base64.") from error
