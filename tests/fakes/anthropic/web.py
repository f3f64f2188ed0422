"""Requests and answers of the Messages API, as they are on the wire."""

import json
import secrets
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Final

from tests.fakes.anthropic.events import encoded, streamed
from tests.fakes.anthropic.faults import BreaksOff, Fault, Garbles, HangsUp, Slow
from tests.fakes.anthropic.rules import check_body, check_headers
from tests.fakes.anthropic.tokens import count
from tests.fakes.anthropic.wrong import Wrong, error_body

if TYPE_CHECKING:
    from tests.fakes.anthropic.server import FakeAnthropic

_LARGEST: Final = 32 << 20


class _HungUp(Exception):
    """Nothing more is to be said on this connection."""


class Requests(BaseHTTPRequestHandler):
    server: "FakeAnthropic"
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._id = f"req_{secrets.token_hex(10)}"
        try:
            self._serve()
        except Wrong as wrong:
            self._refuse(wrong)
        except (_HungUp, BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        self._id = f"req_{secrets.token_hex(10)}"
        self._refuse(Wrong("Not found", 404))

    def _serve(self) -> None:
        path = self.path.partition("?")[0]
        content = self._content()
        try:
            headers = {k.lower(): v for k, v in self.headers.items()}
            version = check_headers(headers, self.server.key)
            body = _read(path, content)
            check_body(body, version=version, counts=path.endswith("count_tokens"))
        except Wrong as wrong:
            self.server.note(wrong)
            raise
        if path.endswith("count_tokens"):
            self._answer(200, {"input_tokens": count(body)})
        else:
            self._converse(body)

    def _content(self) -> bytes:
        length = int(self.headers.get("Content-Length", 0))
        if length > _LARGEST:
            self.close_connection = True
            raise Wrong("Request exceeds the maximum size", 413)
        return self.rfile.read(length)

    def _converse(self, body: dict[str, Any]) -> None:
        weighed = self.server.cache.weigh(body)
        answer, fault = self.server.answer(body)
        if isinstance(fault, Slow):
            time.sleep(fault.before)
        if fault == HangsUp():
            raise _HungUp
        message = answer.message(body["model"], answer.usage(weighed))
        weighed.begun()
        if body.get("stream"):
            self._stream(message, fault)
        else:
            self._answer(200, message)

    def _stream(self, message: dict[str, Any], fault: Fault | None) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("request-id", self._id)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        if isinstance(fault, Garbles):
            self._chunk(fault.stream.encode())
            self._chunk(b"")
            return
        for place, event in enumerate(streamed(message)):
            if isinstance(fault, HangsUp) and place == fault.events:
                raise _HungUp
            if isinstance(fault, BreaksOff) and place == fault.events:
                broken = error_body(fault.kind, "Overloaded", self._id)
                self._chunk(b"event: error\ndata: " + json.dumps(broken).encode() + b"\n\n")
                break
            self._chunk(encoded(event))
            if isinstance(fault, Slow):
                time.sleep(fault.between)
        self._chunk(b"")

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        self.wfile.flush()

    def _refuse(self, wrong: Wrong) -> None:
        after = wrong.retry_after
        told = {} if after is None else {"retry-after": f"{after:g}"}
        self._answer(wrong.status, error_body(wrong.kind, wrong.message, self._id), told)

    def _answer(
        self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.send_header("request-id", self._id)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Quiet."""


def _read(path: str, content: bytes) -> Any:
    if path not in {"/v1/messages", "/v1/messages/count_tokens"}:
        raise Wrong("Not found", 404)
    try:
        return json.loads(content)
    except ValueError as error:
        raise Wrong("The request body is not valid JSON") from error
