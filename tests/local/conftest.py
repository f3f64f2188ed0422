"""One small stack on one local cloud, shared by the tests of the seams."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from local import cloud, stack
from local.ground import Ground
from local.stack import Stack
from local.web_adapter import free_port

SMALL_STACK = Path(__file__).with_name("stack")
WORKER = """
import os, subprocess, sys, time
subprocess.Popen(["sleep", "60"])
do = os.environ["DO"]
print("doing", do, flush=True)
time.sleep(60) if do == "sleep" else sys.exit(int(do))
"""
PATIENCE_SECONDS = 30

T = TypeVar("T")


@dataclass(frozen=True)
class SmallCloud:
    ground: Ground
    stack: Stack

    def client(self, name: str) -> Any:
        return self.ground.client(name)

    def start(self, name: str, **arguments: object) -> str:
        states = self.client("stepfunctions")
        arn = self.stack.physical["Machine"]
        execution = states.start_execution(
            stateMachineArn=arn, name=name, input=json.dumps(arguments)
        )
        return str(execution["executionArn"])

    def result(self, arn: str) -> dict[str, Any]:
        def over() -> dict[str, Any] | None:
            execution = self.client("stepfunctions").describe_execution(executionArn=arn)
            return execution if execution["status"] != "RUNNING" else None

        return eventually(over)

    def notes(self, kind: str) -> list[Any]:
        answer = self.client("dynamodb").query(
            TableName=self.stack.physical["Notes"],
            KeyConditionExpression="kind = :kind",
            ExpressionAttributeValues={":kind": {"S": kind}},
        )
        return [json.loads(item["content"]["S"]) for item in answer["Items"]]

    def running_tasks(self) -> list[int]:
        return [int(file.read_text()) for file in self.ground.tasks.glob("*.pid")]


def eventually(look: Callable[[], T | None]) -> T:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not happen in time.")


def flat(lists: list[list[str]]) -> list[str]:
    return [item for items in lists for item in items]


@pytest.fixture(scope="session")
def small_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCloud]:
    home = tmp_path_factory.mktemp("small")
    ground = Ground(SMALL_STACK, home, free_port(), free_port(), persistent=False)
    with cloud.running(ground):
        worker = {"argv": [sys.executable, "-c", WORKER], "environment": {}}
        ground.images.write_text(json.dumps({"worker:latest": worker}))
        name, template = stack.read(SMALL_STACK)
        yield SmallCloud(ground, stack.deploy(ground, name, template))
