"""What AWS does and MiniStack alone does not, or might stop doing: one test per seam."""

import json
import os
import signal
import time
from importlib.metadata import version
from pathlib import Path

from ministack import app
from ministack.core import iam_actions, iam_evaluator, persistence
from ministack.services import dynamodb, ecs, eventbridge, lambda_svc, sts
from ministack.services import stepfunctions as states

from local.stack import deploy
from tests.local.conftest import SmallCloud, eventually, flat


def test_the_private_names_we_rely_on_are_those_of_the_pinned_release() -> None:
    functions = {
        ecs._describe_tasks,
        ecs._emit_awslogs_event,
        ecs._ensure_awslogs_stream,
        ecs._stop_task,
        states._add_event,
        states._emit_execution_status_event,
        states._fail_execution,
        states._invoke_resource_with_timeout,
        states._poll_ecs_tasks,
        states._run_execution,
        states._run_map_items,
        states._run_sub_machine,
        dynamodb.get_state,
        dynamodb.load_persisted_state,
        eventbridge._invoke_target,
        eventbridge._pattern_event_view,
        app._build_persistence_save_dict,
        app.pin_request_origin,
        app.SERVICE_HANDLERS["s3"],
        iam_actions._ses_v2_resource_arn,
        iam_evaluator.enforce,
        sts.register_session,
        lambda_svc.load_persisted_state,
        persistence.save_all,
        app.save_all,
    }
    scoped = [
        dynamodb._stream_records,
        dynamodb._stream_trimmed,
        lambda_svc._dynamodb_stream_positions,
        lambda_svc._esms,
    ]

    assert version("ministack") == "1.5.33"
    assert all(map(callable, functions))
    assert all(hasattr(store, "all_items") for store in scoped)
    assert isinstance(persistence.STATE_DIR, str)
    assert hasattr(ecs, "_docker")
    assert states._ExecutionError("E", "why").cause == "why"
    assert states._executions.get("none") is None


def test_an_error_reaches_catch_under_the_name_of_its_class(small_cloud: SmallCloud) -> None:
    execution = small_cloud.result(small_cloud.start("lost", lose=True))

    assert json.loads(execution["output"]) == {"caught": "OrderLost"}


def test_a_map_runs_its_items_at_the_same_time(small_cloud: SmallCloud) -> None:
    execution = small_cloud.result(small_cloud.start("map", do="map"))

    assert len(set(json.loads(execution["output"]))) == 3


def test_a_finished_task_is_the_result_of_its_state(small_cloud: SmallCloud) -> None:
    execution = small_cloud.result(small_cloud.start("good", do="task", how="0"))

    task = json.loads(execution["output"])
    assert task["Containers"][0]["ExitCode"] == 0
    assert task["StopCode"] == "EssentialContainerExited"


def test_a_failing_task_fails_its_state_with_the_task_as_cause(small_cloud: SmallCloud) -> None:
    execution = small_cloud.result(small_cloud.start("bad", do="task", how="3"))

    assert execution["error"] == "States.TaskFailed"
    assert json.loads(execution["cause"])["Containers"][0]["ExitCode"] == 3


def test_a_killed_task_exits_with_137_as_under_docker(small_cloud: SmallCloud) -> None:
    arn = small_cloud.start("killed", do="task", how="sleep")
    (pid,) = eventually(small_cloud.running_tasks)
    os.kill(pid, signal.SIGKILL)

    execution = small_cloud.result(arn)
    assert json.loads(execution["cause"])["Containers"][0]["ExitCode"] == 137


def test_a_task_that_outlives_its_state_is_stopped_with_its_children(
    small_cloud: SmallCloud,
) -> None:
    arn = small_cloud.start("slow", do="task", how="sleep")
    (pid,) = eventually(small_cloud.running_tasks)

    assert small_cloud.result(arn)["error"] == "States.Timeout"
    eventually(lambda: not group_of(pid))


def test_a_map_fails_with_its_first_failure_and_stops_or_never_starts_the_rest(
    small_cloud: SmallCloud,
) -> None:
    arn = small_cloud.start("tasks", do="tasks", how=["sleep", "3", "sleep"])
    execution = small_cloud.result(arn)

    assert execution["error"] == "States.TaskFailed"
    assert json.loads(execution["cause"])["Containers"][0]["ExitCode"] == 3
    assert not small_cloud.running_tasks()


def test_stopping_an_execution_stops_its_task_and_stays_stopped(small_cloud: SmallCloud) -> None:
    arn = small_cloud.start("stopped", do="patient", how="sleep")
    (pid,) = eventually(small_cloud.running_tasks)
    small_cloud.client("stepfunctions").stop_execution(executionArn=arn, cause="enough")

    eventually(lambda: not group_of(pid))
    eventually(lambda: ["stopped", "ABORTED"] in small_cloud.notes("ended"))
    assert small_cloud.result(arn)["status"] == "ABORTED"


def test_a_failure_after_the_stop_does_not_undo_the_stop(small_cloud: SmallCloud) -> None:
    arn = small_cloud.start("overtaken", seconds=1, fail=True)
    states = small_cloud.client("stepfunctions")
    eventually(lambda: len(states.get_execution_history(executionArn=arn)["events"]) > 3)
    states.stop_execution(executionArn=arn)
    time.sleep(2)

    assert states.describe_execution(executionArn=arn)["status"] == "ABORTED"


def test_an_execution_that_outlives_its_machine_times_out(small_cloud: SmallCloud) -> None:
    arn = small_cloud.start("endless", do="patient", how="sleep")

    assert small_cloud.result(arn)["status"] == "TIMED_OUT"
    eventually(lambda: ["endless", "TIMED_OUT"] in small_cloud.notes("ended"))


def test_what_a_task_prints_is_in_its_log_group(
    small_cloud: SmallCloud,
) -> None:
    small_cloud.result(small_cloud.start("logged", do="task", how="0"))
    (stream, *_) = eventually(
        lambda: small_cloud.client("logs").describe_log_streams(logGroupName="/small/test/task")[
            "logStreams"
        ]
    )

    assert stream["logStreamName"].startswith("task/worker/")


def test_an_inserted_item_reaches_the_streams_function_and_a_change_is_filtered_out(
    small_cloud: SmallCloud,
) -> None:
    dynamodb, table = small_cloud.client("dynamodb"), small_cloud.stack.physical["Things"]
    for identity in ("first", "first", "second"):
        dynamodb.put_item(
            TableName=table, Item={"id": {"S": identity}, "n": {"S": os.urandom(3).hex()}}
        )

    seen = eventually(lambda: both(flat(small_cloud.notes("changed"))))
    assert seen == ["first", "second"]


def test_a_stored_file_reaches_its_function_and_a_refused_one_the_dead_letters(
    small_cloud: SmallCloud,
) -> None:
    s3, bucket = small_cloud.client("s3"), small_cloud.stack.physical["Files"]
    for key in ("a.note", "b.other", "refused/c"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    queue = small_cloud.stack.physical["DeadLetters"]

    (dead,) = eventually(
        lambda: small_cloud.client("sqs").receive_message(QueueUrl=queue).get("Messages")
    )
    assert json.loads(dead["Body"])["detail"]["object"]["key"] == "refused/c"
    assert set(flat(small_cloud.notes("stored"))) == {"a.note", "refused/c"}


def test_an_event_reaches_a_log_group(small_cloud: SmallCloud) -> None:
    entry = {"Source": "small", "DetailType": "said", "Detail": '{"word": "hello"}'}
    small_cloud.client("events").put_events(Entries=[entry])

    (event,) = eventually(
        lambda: small_cloud.client("logs").filter_log_events(logGroupName="/aws/events/small/test")[
            "events"
        ]
    )
    assert json.loads(event["message"])["detail"] == {"word": "hello"}


def test_what_cloudformation_drops_is_applied(small_cloud: SmallCloud) -> None:
    names = small_cloud.stack.physical
    expiry = small_cloud.client("dynamodb").describe_time_to_live(TableName=names["Things"])
    rules = small_cloud.client("s3").get_bucket_lifecycle_configuration(Bucket=names["Files"])

    assert expiry["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"
    assert rules["Rules"][0]["Expiration"] == {"Days": 3}


def test_a_secret_is_generated(small_cloud: SmallCloud) -> None:
    secret = small_cloud.stack.physical["Secret"]
    value = small_cloud.client("secretsmanager").get_secret_value(SecretId=secret)

    assert len(value["SecretString"]) == 48


def test_deploying_the_same_again_changes_nothing(small_cloud: SmallCloud) -> None:
    again = deploy(small_cloud.ground, small_cloud.stack.name, small_cloud.stack.template)

    assert again.physical == small_cloud.stack.physical


def both(items: list[str]) -> list[str] | None:
    return sorted(items) if len(items) > 1 else None


def group_of(leader: int) -> list[int]:
    """The live processes of a process group."""
    stats = [stat(file) for file in Path("/proc").glob("[0-9]*/stat")]
    return [int(group) for state, _, group in stats if int(group) == leader and state != "Z"]


def stat(file: Path) -> list[str]:
    """State, parent and group of a process; one that has just ended is as good as a zombie."""
    try:
        return file.read_text().rpartition(")")[2].split()[:3]
    except (FileNotFoundError, ProcessLookupError):
        return ["Z", "0", "0"]
