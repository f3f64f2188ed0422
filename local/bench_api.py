"""What a request costs in the API function, and what its cold start takes: `make bench-api`.

The functions run as Lambda runs them, one request at a time in each process, with the embedded AWS
behind them. No job is started: the relay that would start one is switched off.
"""

import json
import platform
import statistics
import subprocess
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import sched_getaffinity
from pathlib import Path
from typing import Any, Final

from local import keys
from local.events import Call, answer, proxy_event
from local.front_door import function_code
from local.ground import PYTHON
from local.lambda_runtime import FunctionCode, WarmFunction
from local.local_cloud import LocalCloud
from local.routing import Routes

CROWD: Final = 16
REQUESTS: Final = 320
STARTS: Final = 5
STARTED: Final = {"ApiFunction": 700, "StreamFunction": None}
"""The functions whose start is measured, and what it may take, in ms of processor time."""

TOPIC: Final = json.dumps({"topic": "How hash tables work"}).encode()
UNLIMITED: Final = {"requests_a_minute": 10_000_000, "credits_a_day": 100_000_000}
MILLISECONDS: Final = 1000
_START: Final = """
import json, sys, time
import app
print(json.dumps([time.process_time(), "anthropic" in sys.modules]))
"""


class Refused(Exception):
    """A request that should have been answered was not."""


@dataclass(frozen=True)
class Question:
    """One kind of request; `path` may name a job."""

    method: str
    path: str
    body: bytes = b""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


CREATE: Final = Question("POST", "/api/v1/jobs", TOPIC)
QUESTIONS: Final = (
    Question("GET", "/api/v1/jobs/{job_id}"),
    Question("GET", "/api/v1/jobs"),
    CREATE,
)
"""Reading first, while every account has the same number of jobs."""


@dataclass(frozen=True)
class Caller:
    """One account's way into the API function."""

    function: WarmFunction
    routes: Routes
    key: str
    job_id: str = ""

    def ask(self, question: Question) -> Any:
        """The answer's JSON; raises Refused."""
        path = question.path.format(job_id=self.job_id)
        match = self.routes.match(question.method, path)
        assert match is not None
        call = Call(
            method=question.method,
            path=path,
            resource=match.route.path,
            parameters=match.parameters,
            query="",
            headers=self._headers(),
            body=question.body,
            source_ip="127.0.0.1",
            stage="bench",
        )
        found = answer(self.function.invoke(proxy_event(call, binary=False)), call.id)
        if found.status >= 400:  # noqa: PLR2004
            raise Refused(f"{question}: {found.status} {found.body.decode()}")
        return json.loads(found.body)

    def with_a_job(self) -> "Caller":
        return replace(self, job_id=self.ask(CREATE)["id"])

    def _headers(self) -> list[tuple[str, str]]:
        return [
            ("authorization", f"Bearer {self.key}"),
            ("content-type", "application/json"),
            ("host", "bench"),
            ("idempotency-key", str(uuid.uuid4())),
        ]


def main() -> None:
    for line in report():
        print(line, flush=True)  # noqa: T201 - a command's output


def report() -> Iterator[str]:
    yield f"{processor()}; Python {platform.python_version()}; {REQUESTS} requests of each kind"
    with LocalCloud.temporary() as cloud:
        switch_off_the_relay(cloud)
        yield "\n| request                    | clients | p50 ms | p99 ms | per second |"
        yield "|----------------------------|--------:|-------:|-------:|-----------:|"
        with calling(cloud) as callers:
            yield from request_rows(callers)
        yield "\n| cold start      | CPU ms | may take | anthropic  |"
        yield "|-----------------|-------:|---------:|------------|"
        for name, limit in STARTED.items():
            yield start_row(function_code(cloud.ground, cloud.stack, name), name, limit)


def switch_off_the_relay(cloud: LocalCloud) -> None:
    client = cloud.client("lambda")
    name = cloud.stack.physical["RelayChangesFunction"]
    for mapping in client.list_event_source_mappings(FunctionName=name)["EventSourceMappings"]:
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


@contextmanager
def calling(cloud: LocalCloud) -> Iterator[list[Caller]]:
    """Callers with an account each, and as many warm environments."""
    code = function_code(cloud.ground, cloud.stack, "ApiFunction")
    function = WarmFunction(code, workers=CROWD, most=CROWD)
    try:
        routes = Routes([route for route in cloud.stack.template.routes() if not route.streams])
        yield [Caller(function, routes, open_account(cloud)).with_a_job() for _ in range(CROWD)]
    finally:
        function.stop()


def open_account(cloud: LocalCloud) -> str:
    """The test key of an account that nothing limits."""
    invoke = partial(keys.invoke, cloud.ground, cloud.stack)
    account = invoke("CreateAccountFunction", {"name": "bench", **UNLIMITED})
    granted = {"account_id": account["account_id"], "grant_id": "bench", "paid": 10_000_000}
    invoke("GrantCreditsFunction", granted)
    return account["test"]


def request_rows(callers: list[Caller]) -> Iterator[str]:
    timed(CREATE, callers)
    for question in QUESTIONS:
        for crowd in (callers[:1], callers):
            begun = time.perf_counter()
            taken = timed(question, crowd)
            rate = REQUESTS / (time.perf_counter() - begun)
            middle, worst = statistics.median(taken), statistics.quantiles(taken, n=100)[-1]
            numbers = f"{len(crowd):7} | {middle:6.1f} | {worst:6.1f} | {rate:10.0f}"
            yield f"| {question!s:26} | {numbers} |"


def timed(question: Question, callers: list[Caller]) -> list[float]:
    """How long each request took, in ms, while every caller asks without a pause."""

    def share(caller: Caller) -> list[float]:
        return [once(caller) for _ in range(REQUESTS // len(callers))]

    def once(caller: Caller) -> float:
        begun = time.perf_counter()
        caller.ask(question)
        return (time.perf_counter() - begun) * MILLISECONDS

    with ThreadPoolExecutor(len(callers)) as crowd:
        return [taken for shares in crowd.map(share, callers) for taken in shares]


def start_row(code: FunctionCode, name: str, limit: int | None) -> str:
    """The median of several starts, interpreter and clients included."""
    starts = [start(code) for _ in range(STARTS)]
    taken = statistics.median(seconds for seconds, _ in starts) * MILLISECONDS
    loaded = "loaded" if any(anthropic for _, anthropic in starts) else "not loaded"
    return f"| {name:15} | {taken:6.0f} | {limit or '–':>8} | {loaded:10} |"


def start(code: FunctionCode) -> tuple[float, bool]:
    command = [str(PYTHON), "-c", _START]
    done = subprocess.run(  # noqa: S603
        command, cwd=code.code, env=code.environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(done.stderr)
    seconds, anthropic = json.loads(done.stdout.splitlines()[-1])
    return seconds, anthropic


def processor() -> str:
    """The machine, in words."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return f"{len(sched_getaffinity(0))} processors, {next(names, platform.machine())}"


if __name__ == "__main__":
    main()
