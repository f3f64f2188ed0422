"""Functions as Lambda runs them: AWS's own runtime client, in processes that stay warm."""

import json
import queue
import subprocess
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.ground import LOOPBACK, PYTHON, leashed
from local.runtime_api import Invocation, Outcome, RuntimeApi

HEARTBEAT_SECONDS = 0.2
INIT_SECONDS = 30.0


class FunctionFailed(Exception):
    """The handler raised, could not be imported, or took the whole worker down."""


class FunctionTimedOut(Exception):
    """No answer before the deadline."""


@dataclass(frozen=True)
class FunctionCode:
    """One deployed function, ready to be started on this machine."""

    name: str
    arn: str
    handler: str
    code: Path
    environment: dict[str, str]
    memory: int
    timeout: float
    log: Path


class Worker:
    """One warm execution environment; it is started again after a crash or a timeout."""

    def __init__(self, function: FunctionCode) -> None:
        self._function = function
        self._start()

    def invoke(self, event: Any, seconds: float) -> Any:
        if self._child.poll() is not None:
            self._restart()
        self._await_init()
        invocation = Invocation(event, time.time() + seconds, uuid.uuid4().hex)
        self._api.pending.put(invocation)
        outcome = self._outcome(invocation)
        if outcome.kind == "error":
            raise FunctionFailed(json.dumps(outcome.body))
        return outcome.body

    def stop(self) -> None:
        self._child.terminate()
        self._child.wait()
        self._api.stop()

    def _await_init(self) -> None:
        deadline = time.monotonic() + INIT_SECONDS
        while not self._api.ready.wait(HEARTBEAT_SECONDS):
            if self._child.poll() is not None or time.monotonic() > deadline:
                self._restart()
                raise FunctionFailed(f"{self._function.name} did not start.")

    def _outcome(self, invocation: Invocation) -> Outcome:
        while time.time() < invocation.deadline:
            try:
                outcome = self._api.outcomes.get(timeout=HEARTBEAT_SECONDS)
            except queue.Empty:
                self._raise_if_ended()
            else:
                if outcome.invocation == invocation.id:
                    return outcome
        self._restart()
        raise FunctionTimedOut(f"{self._function.name} did not answer in time.")

    def _raise_if_ended(self) -> None:
        if self._child.poll() is not None:
            self._restart()
            raise FunctionFailed(f"{self._function.name} ended without an answer.")

    def _restart(self) -> None:
        self.stop()
        self._start()

    def _start(self) -> None:
        self._api = RuntimeApi(self._function.arn)
        with self._function.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603
                leashed(PYTHON, "-m", "awslambdaric", self._function.handler),
                env=self._environment(),
                cwd=self._function.code,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _environment(self) -> dict[str, str]:
        return self._function.environment | {
            "AWS_LAMBDA_RUNTIME_API": f"{LOOPBACK}:{self._api.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": self._function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self._function.memory),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_LOG_STREAM_NAME": uuid.uuid4().hex,
            "LAMBDA_TASK_ROOT": str(self._function.code),
            "_HANDLER": self._function.handler,
        }


class WarmFunction:
    """Warm workers behind one name: more of them as more calls come at once, up to a bound."""

    def __init__(self, function: FunctionCode, workers: int = 2, most: int = 16) -> None:
        self._function = function
        self._most = most
        self._growing = threading.Lock()
        self._workers = [Worker(function) for _ in range(workers)]
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def invoke(self, event: Any) -> Any:
        worker = self._free_worker()
        try:
            return worker.invoke(event, self._function.timeout)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        with self._growing:
            self._most = 0
        for worker in self._workers:
            worker.stop()

    def _free_worker(self) -> Worker:
        with suppress(queue.Empty):
            return self._free.get_nowait()
        with self._growing:
            if len(self._workers) < self._most:
                self._workers.append(Worker(self._function))
                return self._workers[-1]
        try:
            return self._free.get(timeout=self._function.timeout)
        except queue.Empty:
            raise FunctionTimedOut(f"{self._function.name} has no free worker.") from None
