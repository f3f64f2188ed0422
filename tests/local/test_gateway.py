"""The front door, over real HTTP: its limits, its errors, its streams."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from local.front_door import _serving
from local.gateway import Api, Gateway, GatewayResponse
from local.ground import Ground
from local.lambda_runtime import FunctionCode, FunctionFailed, FunctionTimedOut
from local.routing import Routes
from local.template import Route
from local.web_adapter import WebFunction, free_port
from tests.local.conftest import eventually

RUN = "exec python server.py\n"
SERVER = """
import asyncio, os, pathlib, uvicorn

async def app(scope, receive, send):
    gone = pathlib.Path("gone")
    if scope["path"].endswith("crash"):
        os._exit(1)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-kind", b"stream")]})
    for number in range(300):
        chunk = f"{scope['path']} {number}\\n".encode()
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        message = asyncio.ensure_future(receive())
        await asyncio.wait([message], timeout=0.1)
        if message.done() and message.result()["type"] == "http.disconnect":
            gone.write_text("yes")
            return
    pathlib.Path("whole").write_text("yes")

uvicorn.run(app, port=int(os.environ["PORT"]), lifespan="off", log_level="warning")
"""
RESPONSES = {
    "DEFAULT_5XX": GatewayResponse('{"detail": $context.error.messageString}'),
    "REQUEST_TOO_LARGE": GatewayResponse('{"detail": "too long"}', headers={"X-A": "b"}),
}


class Scripted:
    """Answers what the body of the request says."""

    def invoke(self, event: Any) -> Any:
        asked = event["body"] or "{}"
        match json.loads(asked).get("do"):
            case "fail":
                raise FunctionFailed("no")
            case "time out":
                raise FunctionTimedOut("late")
            case "mumble":
                return {"no": "status"}
            case _:
                return {"statusCode": 200, "body": json.dumps(event), "headers": {"X-A": "ü"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    (folder / "run.sh").write_text(RUN)
    (folder / "server.py").write_text(SERVER)
    return folder


@pytest.fixture(scope="module")
def web(folder: Path) -> Iterator[WebFunction]:
    environment = Ground(folder, folder / "home", gateway_port=1, cloud_port=2).environment()
    code = FunctionCode("Web", "arn", "run.sh", folder, environment, 512, 60, folder / "log")
    function = WebFunction(code)
    yield function
    function.stop()


@pytest.fixture(scope="module")
def http(web: WebFunction) -> Iterator[httpx.Client]:
    routes = [
        Route("ANY", "/api/{path+}", "Buffered", streams=False, seconds=29),
        Route("GET", "/api/stream/{id}", "Web", streams=True, seconds=60),
    ]
    api = Api("live", frozenset(), RESPONSES)
    gateway = Gateway(api, Routes(routes), {"Buffered": Scripted()}, {"Web": web})  # type: ignore[dict-item]
    with served(gateway) as base, httpx.Client(base_url=base, trust_env=False) as client:
        yield client


@contextmanager
def served(gateway: Gateway) -> Iterator[str]:
    port = free_port()
    config = uvicorn.Config(gateway, port=port, lifespan="off", log_config=None)
    with _serving(uvicorn.Server(config)):
        yield f"http://127.0.0.1:{port}"


def test_a_request_reaches_its_function_and_comes_back(http: httpx.Client) -> None:
    reply = http.post("/api/jobs?q=1", json={"topic": "x"})

    event = reply.json()
    assert reply.headers["x-a"] == "ü"
    assert event["path"] == "/api/jobs"
    assert event["queryStringParameters"] == {"q": "1"}
    assert json.loads(event["body"]) == {"topic": "x"}


@pytest.mark.parametrize(
    ("do", "status", "body"),
    [
        ("fail", 502, {"detail": "Internal server error"}),
        ("mumble", 502, {"detail": "Internal server error"}),
        ("time out", 504, {"detail": "Endpoint request timed out"}),
    ],
)
def test_a_failing_function_gets_the_gateway_response_of_the_template(
    http: httpx.Client, do: str, status: int, body: object
) -> None:
    reply = http.post("/api/jobs", json={"do": do})

    assert (reply.status_code, reply.json()) == (status, body)


def test_a_path_without_a_route_gets_api_gateways_own_words(http: httpx.Client) -> None:
    reply = http.get("/elsewhere")

    assert reply.status_code == 403
    assert reply.json() == {"message": "Missing Authentication Token"}


def test_ten_megabytes_pass_and_one_byte_more_does_not(http: httpx.Client) -> None:
    limit = 10 * 1024 * 1024
    exact = json.dumps({"a": ""}).encode().replace(b'""', b'"' + b"x" * (limit - 9) + b'"')

    assert len(exact) == limit
    assert http.post("/api/jobs", content=exact).status_code == 200
    longer = http.post("/api/jobs", content=exact + b" ")
    assert (longer.status_code, longer.json()) == (413, {"detail": "too long"})
    assert longer.headers["x-a"] == "b"


def test_a_stream_arrives_while_it_is_made(http: httpx.Client, folder: Path) -> None:
    with http.stream("GET", "/api/stream/7") as reply:
        lines = reply.iter_lines()
        first, second = next(lines), next(lines)
        assert not (folder / "whole").exists()

    assert reply.headers["x-kind"] == "stream"
    assert [first, second] == ["/api/stream/7 0", "/api/stream/7 1"]


def test_a_client_that_leaves_ends_the_stream_behind_the_door(
    http: httpx.Client, folder: Path
) -> None:
    (folder / "gone").unlink(missing_ok=True)
    with http.stream("GET", "/api/stream/8") as reply:
        next(reply.iter_lines())

    eventually((folder / "gone").exists)


def test_a_crashed_server_is_a_bad_gateway_once_and_then_started_again(
    http: httpx.Client,
) -> None:
    assert http.get("/api/stream/crash").status_code == 502

    with http.stream("GET", "/api/stream/9") as reply:
        assert next(reply.iter_lines()) == "/api/stream/9 0"


def test_two_streams_and_a_request_run_at_the_same_time(http: httpx.Client) -> None:
    with http.stream("GET", "/api/stream/a") as one, http.stream("GET", "/api/stream/b") as two:
        answers = [next(one.iter_lines()), next(two.iter_lines())]
        plain = http.post("/api/jobs", json={})

    assert answers == ["/api/stream/a 0", "/api/stream/b 0"]
    assert plain.status_code == 200
    assert threading.active_count() < 200
