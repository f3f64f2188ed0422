"""Where MiniStack 1.5.33 runs a workflow otherwise than AWS, put right by private names."""

import json
import threading
import time
from contextvars import ContextVar
from typing import Any

from ministack.services import ecs, eventbridge
from ministack.services import stepfunctions as states

from local.fargate_runtime import Docker
from local.ground import Ground

POLL_SECONDS = 0.2

_execution: ContextVar[str] = ContextVar("execution")
_deadline: ContextVar[float] = ContextVar("deadline")
_failed_map: ContextVar[threading.Event] = ContextVar("failed_map")

_run_execution = states._run_execution  # noqa: SLF001
_invoke_with_timeout = states._invoke_resource_with_timeout  # noqa: SLF001
_fail_execution = states._fail_execution  # noqa: SLF001
_run_map_items = states._run_map_items  # noqa: SLF001
_run_sub_machine = states._run_sub_machine  # noqa: SLF001
_invoke_target = eventbridge._invoke_target  # noqa: SLF001


def install(ground: Ground) -> None:
    ecs._docker = Docker(ground)  # noqa: SLF001
    states._poll_ecs_tasks = await_tasks  # noqa: SLF001
    states._run_execution = run_execution  # noqa: SLF001
    states._invoke_resource_with_timeout = invoke_with_timeout  # noqa: SLF001
    states._fail_execution = fail_execution  # noqa: SLF001
    states._run_map_items = run_map_items  # noqa: SLF001
    states._run_sub_machine = run_sub_machine  # noqa: SLF001
    eventbridge._invoke_target = invoke_target  # noqa: SLF001


def run_execution(arn: str) -> None:
    """Execute a state machine, and enforce its own TimeoutSeconds."""
    _execution.set(arn)
    execution = states._executions.get(arn)  # noqa: SLF001
    machine = states._state_machines.get(execution["stateMachineArn"])  # noqa: SLF001
    seconds = json.loads(machine["definition"]).get("TimeoutSeconds") if machine else None
    if seconds is None:
        _run_execution(arn)
        return
    timer = threading.Timer(seconds, time_out, [execution])
    timer.daemon = True
    timer.start()
    _run_execution(arn)
    timer.cancel()


def time_out(execution: dict[str, Any]) -> None:
    if execution["status"] != "RUNNING":
        return
    execution.update(status="TIMED_OUT", stopDate=states.now_iso())
    states._add_event(execution, "ExecutionTimedOut", {})  # noqa: SLF001
    states._emit_execution_status_event(execution)  # noqa: SLF001


def fail_execution(execution: dict[str, Any], error: str, cause: str) -> None:
    """A stopped execution stays stopped, and a failed one has no output."""
    if execution["status"] == "RUNNING":
        _fail_execution(execution, error, cause)


def run_map_items(*arguments: Any) -> Any:
    """Give the items of a map a way to know that another one failed."""
    token = _failed_map.set(threading.Event())
    try:
        return _run_map_items(*arguments)
    finally:
        _failed_map.reset(token)


def run_sub_machine(*arguments: Any) -> Any:
    """An item of a map; the first that fails stops the others, and no more begin."""
    if abandoned():
        return None
    try:
        return _run_sub_machine(*arguments)
    except Exception:
        if failed_map := _failed_map.get(None):
            failed_map.set()
        raise


def invoke_with_timeout(resource: str, arguments: Any, seconds: float) -> Any:
    """Let a waiting task know when its state gives up on it."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        return _invoke_with_timeout(resource, arguments, seconds)
    finally:
        _deadline.reset(token)


def await_tasks(cluster: str, arns: list[str]) -> Any:
    """What `ecs:runTask.sync` does in AWS: fail on a failed task, leave none behind."""
    while True:
        tasks = describe(cluster, arns)
        if all(task["lastStatus"] == "STOPPED" for task in tasks):
            break
        if reason := abandoned():
            for arn in arns:
                ecs._stop_task({"cluster": cluster, "task": arn, "reason": reason})  # noqa: SLF001
            return pascal(describe(cluster, arns)[0])
        time.sleep(POLL_SECONDS)
    for task in tasks:
        if failed(task):
            raise states._ExecutionError("States.TaskFailed", json.dumps(pascal(task)))  # noqa: SLF001
    return pascal(tasks[0] if len(tasks) == 1 else tasks)


def invoke_target(target: Any, event: Any, rule: Any, view: Any = None) -> None:
    """Deliver to a log group, too, as EventBridge does."""
    _, _, group = str(target["Arn"]).partition(":log-group:")
    if not group:
        _invoke_target(target, event, rule, view)
        return
    stream = {"group": group.removesuffix(":*"), "stream": event["EventId"], "create_group": False}
    view = view or eventbridge._pattern_event_view(event)  # noqa: SLF001
    if ecs._ensure_awslogs_stream(stream):  # noqa: SLF001
        ecs._emit_awslogs_event(stream, json.dumps(view.event_with_detail()))  # noqa: SLF001


def describe(cluster: str, arns: list[str]) -> list[dict[str, Any]]:
    _, _, body = ecs._describe_tasks({"cluster": cluster, "tasks": arns})  # noqa: SLF001
    tasks: list[dict[str, Any]] = json.loads(body)["tasks"]
    return tasks


def abandoned() -> str:
    if time.monotonic() > _deadline.get(float("inf")):
        return "The state timed out"
    failed_map = _failed_map.get(None)
    if failed_map and failed_map.is_set():
        return "Another item of the map failed"
    execution = states._executions.get(_execution.get(""))  # noqa: SLF001
    return "The execution was stopped" if execution and execution["status"] != "RUNNING" else ""


def failed(task: dict[str, Any]) -> bool:
    codes = [container.get("exitCode") for container in task["containers"]]
    return task.get("stopCode") != "EssentialContainerExited" or any(codes) or None in codes


def pascal(value: Any) -> Any:
    if isinstance(value, list):
        return [pascal(item) for item in value]
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: pascal(item) for key, item in value.items()}
    return value
