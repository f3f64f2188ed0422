"""The HTTP front door: API Gateway's routing, limits and errors in front of the real functions."""

import asyncio
import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from local.events import Answer, Call, MalformedAnswer, answer, proxy_event
from local.lambda_runtime import FunctionFailed, FunctionTimedOut, WarmFunction
from local.routing import Match, Routes
from local.web_adapter import Message, Receive, Send, WebFunction

MEGABYTE = 1024 * 1024
BODY_LIMIT = 10 * MEGABYTE
THREADS = 64
UNROUTED = "MISSING_AUTHENTICATION_TOKEN"
KINDS = {403: UNROUTED, 413: "REQUEST_TOO_LARGE", 429: "THROTTLED"}

log = logging.getLogger("local.gateway")


class BodyTooLong(Exception):
    """API Gateway takes ten megabytes at most."""


@dataclass(frozen=True)
class GatewayResponse:
    """An answer that API Gateway gives by itself."""

    template: str = '{"message":$context.error.messageString}'
    status: int | None = None
    """In place of API Gateway's own."""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Api:
    """What the template says of the API as a whole."""

    stage: str
    binary_types: frozenset[str]
    gateway_responses: Mapping[str, GatewayResponse]

    def error(self, status: int, message: str) -> Answer:
        """A gateway response, in the words of the template."""
        default = "DEFAULT_4XX" if status < 500 else "DEFAULT_5XX"  # noqa: PLR2004
        fallback = self.gateway_responses.get(default, GatewayResponse())
        told = self.gateway_responses.get(KINDS.get(status, default), fallback)
        body = told.template.replace("$context.error.messageString", json.dumps(message))
        headers = [("content-type", "application/json"), *told.headers.items()]
        return Answer(told.status or status, headers, body.encode())


class Gateway:
    """An ASGI application."""

    def __init__(
        self,
        api: Api,
        routes: Routes,
        functions: Mapping[str, WarmFunction],
        web_functions: Mapping[str, WebFunction],
    ) -> None:
        self._api = api
        self._routes = routes
        self._functions = functions
        self._web_functions = web_functions
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="invocation")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        match = self._routes.match(scope["method"], scope["raw_path"].decode())
        if match is None:
            await respond(send, self._api.error(403, "Missing Authentication Token"))
            return
        try:
            call = await self._call(scope, receive, match)
        except BodyTooLong:
            await respond(send, self._api.error(413, "Request Too Long"))
            return
        if match.route.streams:
            await self._stream(match, call, receive, send)
        else:
            await respond(send, await self._invoke(match, call))

    async def _call(self, scope: Message, receive: Receive, match: Match) -> Call:
        return Call(
            method=scope["method"],
            path=scope["raw_path"].decode(),
            resource=match.route.path,
            parameters=match.parameters,
            query=scope["query_string"].decode(),
            headers=[
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in scope["headers"]
            ],
            body=await read(receive),
            source_ip=scope["client"][0],
            stage=self._api.stage,
        )

    async def _invoke(self, match: Match, call: Call) -> Answer:
        event = proxy_event(call, binary=self._is_binary(call))
        function = self._functions[match.route.function]
        run = asyncio.get_running_loop().run_in_executor(self._threads, function.invoke, event)
        try:
            return answer(await asyncio.wait_for(run, match.route.seconds), call.id)
        except (FunctionTimedOut, TimeoutError):
            return self._api.error(504, "Endpoint request timed out")
        except (FunctionFailed, MalformedAnswer) as error:
            log.warning("%s %s: %s", call.method, call.path, error)
            return self._api.error(502, "Internal server error")

    async def _stream(self, match: Match, call: Call, receive: Receive, send: Send) -> None:
        try:
            await self._web_functions[match.route.function].forward(call, receive, send)
        except FunctionTimedOut:
            await respond(send, self._api.error(504, "Endpoint request timed out"))
        except FunctionFailed as error:
            log.warning("%s %s: %s", call.method, call.path, error)
            await respond(send, self._api.error(502, "Internal server error"))

    def _is_binary(self, call: Call) -> bool:
        kinds = [value for name, value in call.headers if name.lower() == "content-type"]
        kind = kinds[0].partition(";")[0].strip() if kinds else "application/json"
        return "*/*" in self._api.binary_types or kind in self._api.binary_types


async def read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > BODY_LIMIT:
            raise BodyTooLong
        if not message.get("more_body"):
            return body


async def respond(send: Send, reply: Answer) -> None:
    headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
