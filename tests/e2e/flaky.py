"""AWS on a bad day: the embedded AWS behind a proxy that fails what it is told to."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

THROTTLED = (
    400,
    b'{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow down"}',
)
UNAVAILABLE = (503, b"<Error><Code>SlowDown</Code><Message>slow down</Message></Error>")
REFUSED = (400, b'{"__type":"AccessDeniedException","message":"not you"}')
BROKEN = (500, b'{"__type":"InternalFailure","message":"broken"}')


@dataclass(frozen=True)
class Call:
    """One request to AWS: `operation` is DynamoDB's and EventBridge's, `path` is S3's."""

    method: str
    path: str
    operation: str


@dataclass
class Fault:
    """Answers `times` calls that match in AWS's place; `seconds` is how long it lets them wait."""

    matches: Callable[[Call], bool]
    answer: tuple[int, bytes] | None
    times: int = 1
    seconds: float = 0.0
    met: int = 0


@dataclass
class Flaky:
    url: str
    faults: list[Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def meets(self, call: Call) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.met < fault.times and fault.matches(call):
                    fault.met += 1
                    return fault
        return None


def operation(*names: str) -> Callable[[Call], bool]:
    return lambda call: call.operation in names


def writes(part: str) -> Callable[[Call], bool]:
    """PUTs of S3 objects whose keys contain a part."""
    return lambda call: call.method == "PUT" and part in call.path


@contextmanager
def flaky_aws(upstream: str) -> Iterator[Flaky]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            target = self.headers.get("x-amz-target", "").rpartition(".")[2]
            fault = flaky.meets(Call(self.command, self.path, target))
            if fault:
                time.sleep(fault.seconds)
            if fault and fault.answer:
                self.say(fault.answer[0], [], fault.answer[1])
            else:
                self.say(*forwarded(self, upstream, body))

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815

        def say(self, status, headers, body):
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                    self.send_header(name, value)
            length = dict(headers).get("content-length", str(len(body)))
            self.send_header("content-length", length if self.command == "HEAD" else str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    flaky = Flaky(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield flaky
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def forwarded(handler, upstream, body):
    """The call as it was signed, which covers the name of the host it was made to."""
    headers = dict(handler.headers.items())
    request = urllib.request.Request(  # noqa: S310
        upstream + handler.path, data=body or None, headers=headers, method=handler.command
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.getheaders(), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, list(error.headers.items()), error.read()
