"""A function under AWS's own runtime client, fed by our Runtime API."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from local.ground import Ground
from local.lambda_runtime import FunctionCode, FunctionFailed, FunctionTimedOut, WarmFunction

HANDLER = """
import os, signal, time

class OrderLost(Exception):
    pass

def handler(event, context):
    do = event["do"]
    if do == "raise":
        raise OrderLost("gone")
    if do == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if do == "nap":
        time.sleep(1)
    if do == "sleep":
        time.sleep(30)
    return {
        "pid": os.getpid(),
        "name": context.function_name,
        "left": context.get_remaining_time_in_millis(),
        "colour": os.environ["COLOUR"],
        "path": event.get("body", ""),
    }
"""


@pytest.fixture
def code(tmp_path: Path) -> FunctionCode:
    (tmp_path / "app.py").write_text(HANDLER)
    ground = Ground(tmp_path, tmp_path / "home", gateway_port=1, cloud_port=2)
    return FunctionCode(
        name="small-Function",
        arn="arn:aws:lambda:us-east-1:000000000000:function:small-Function",
        handler="app.handler",
        code=tmp_path,
        environment=ground.environment() | {"COLOUR": "blue"},
        memory=512,
        timeout=5,
        log=tmp_path / "log",
    )


@pytest.fixture
def function(code: FunctionCode) -> Iterator[WarmFunction]:
    function = WarmFunction(code, workers=1)
    yield function
    function.stop()


def test_a_warm_process_answers_again_and_again(function: WarmFunction) -> None:
    first, second = function.invoke({"do": "answer"}), function.invoke({"do": "answer"})

    assert first["pid"] == second["pid"]
    assert first["name"] == "small-Function"
    assert first["colour"] == "blue"
    assert 0 < first["left"] <= 5000


def test_text_beyond_ascii_survives_both_ways(function: WarmFunction) -> None:
    assert function.invoke({"do": "answer", "body": "größer 図"})["path"] == "größer 図"


def test_an_error_keeps_the_name_of_its_class(function: WarmFunction) -> None:
    with pytest.raises(FunctionFailed) as failure:
        function.invoke({"do": "raise"})

    assert json.loads(str(failure.value))["errorType"] == "OrderLost"


def test_a_crashed_worker_fails_its_call_and_is_replaced(function: WarmFunction) -> None:
    with pytest.raises(FunctionFailed):
        function.invoke({"do": "die"})

    assert function.invoke({"do": "answer"})["colour"] == "blue"


def test_a_worker_that_died_while_idle_is_replaced_unseen(function: WarmFunction) -> None:
    os.kill(function.invoke({"do": "answer"})["pid"], signal.SIGKILL)
    function._workers[0]._child.wait()

    assert function.invoke({"do": "answer"})["colour"] == "blue"


@pytest.mark.parametrize(("most", "workers"), [(3, 3), (2, 2)])
def test_calls_at_once_get_workers_of_their_own_up_to_a_bound(
    code: FunctionCode, most: int, workers: int
) -> None:
    function = WarmFunction(code, workers=1, most=most)
    try:
        with ThreadPoolExecutor(3) as calls:
            answers = list(calls.map(function.invoke, [{"do": "nap"}] * 3))
    finally:
        function.stop()

    assert len({answer["pid"] for answer in answers}) == workers


def test_a_call_that_takes_too_long_is_cut_off_and_the_next_one_works(code: FunctionCode) -> None:
    function = WarmFunction(replace(code, timeout=1), workers=1)
    try:
        with pytest.raises(FunctionTimedOut):
            function.invoke({"do": "sleep"})
        assert function.invoke({"do": "answer"})["colour"] == "blue"
    finally:
        function.stop()


def test_a_handler_that_cannot_be_imported_fails_every_call(code: FunctionCode) -> None:
    function = WarmFunction(replace(code, handler="nowhere.handler"), workers=1)
    try:
        for _ in range(2):
            with pytest.raises(FunctionFailed):
                function.invoke({"do": "answer"})
    finally:
        function.stop()
