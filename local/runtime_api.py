"""The Lambda Runtime API, which AWS's runtime client asks for events and tells the results."""

import json
import queue
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from local.ground import LOOPBACK

MILLISECONDS = 1000
NEXT = "/2018-06-01/runtime/invocation/next"


@dataclass(frozen=True)
class Invocation:
    event: Any
    deadline: float
    id: str


@dataclass(frozen=True)
class Outcome:
    """What a worker posted: `kind` is response or error, `invocation` may be init."""

    invocation: str
    kind: str
    body: Any


class RuntimeApi(ThreadingHTTPServer):
    """The API for one worker, on a port of its own."""

    daemon_threads = True

    def __init__(self, function_arn: str) -> None:
        super().__init__((LOOPBACK, 0), RuntimeApiHandler)
        self.function_arn = function_arn
        self.ready = threading.Event()
        self.pending: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()
        self.outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}).start()

    def stop(self) -> None:
        self.pending.put(None)
        self.shutdown()
        self.server_close()


class RuntimeApiHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: RuntimeApi

    def do_GET(self) -> None:
        if self.path != NEXT:
            self.send_error(404)
            return
        self.server.ready.set()
        if invocation := self.server.pending.get():
            self._answer(200, json.dumps(invocation.event).encode(), self._context(invocation))
        self.close_connection = invocation is None

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"null")
        *_, invocation, kind = self.path.split("/")
        self.server.outcomes.put(Outcome(invocation, kind, body))
        self._answer(202, b'{"status":"OK"}', {})

    def _context(self, invocation: Invocation) -> dict[str, str]:
        return {
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * MILLISECONDS)),
            "Lambda-Runtime-Invoked-Function-Arn": self.server.function_arn,
            "Lambda-Runtime-Trace-Id": f"Root=1-{int(time.time()):08x}-{invocation.id[:24]}",
        }

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """The function's own log is the one to read."""
