"""What a restart of the local cloud keeps."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from local import cloud, stack
from local.ground import Ground
from local.web_adapter import free_port
from tests.local.conftest import SMALL_STACK, SmallCloud, eventually, flat


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(SMALL_STACK, tmp_path, free_port(), free_port())


def deployed(ground: Ground) -> SmallCloud:
    name, template = stack.read(SMALL_STACK)
    return SmallCloud(ground, stack.deploy(ground, name, template))


def add(small: SmallCloud, identity: str) -> None:
    item = {"id": {"S": identity}}
    small.client("dynamodb").put_item(TableName=small.stack.physical["Things"], Item=item)


def has_seen(small: SmallCloud, *identities: str) -> Callable[[], bool]:
    return lambda: set(identities) <= set(flat(small.notes("changed")))


def test_a_restarted_cloud_still_has_everything_and_its_streams_go_on(ground: Ground) -> None:
    with cloud.running(ground):
        before = deployed(ground)
        add(before, "first")
        eventually(has_seen(before, "first"))
        before.client("s3").put_object(
            Bucket=before.stack.physical["Files"], Key="kept.txt", Body=b"kept"
        )
    with cloud.running(ground):
        after = deployed(ground)
        add(after, "second")
        eventually(has_seen(after, "first", "second"))
        kept = after.client("s3").get_object(Bucket=after.stack.physical["Files"], Key="kept.txt")

        assert kept["Body"].read() == b"kept"
        assert after.stack.physical == before.stack.physical
        told = flat(after.notes("changed"))
        assert list(dict.fromkeys(told)) == ["first", "second"], "at least once, and in order"


def test_a_change_that_nobody_has_read_yet_is_read_after_the_restart(ground: Ground) -> None:
    with cloud.running(ground):
        small = deployed(ground)
        small.client("lambda").put_function_concurrency(
            FunctionName=small.stack.physical["ChangedFunction"], ReservedConcurrentExecutions=0
        )
        add(small, "unread")
    with cloud.running(ground):
        small.client("lambda").delete_function_concurrency(
            FunctionName=small.stack.physical["ChangedFunction"]
        )

        eventually(has_seen(small, "unread"))


def test_a_killed_cloud_loses_only_what_came_after_its_last_snapshot(
    ground: Ground,
) -> None:
    ground = replace(ground, snapshot_seconds=1)
    with cloud.running(ground) as leash:
        small = deployed(ground)
        add(small, "first")
        eventually(has_seen(small, "first"))
        saved = ground.home / "state" / "dynamodb.json"
        eventually(lambda: saved.exists() and "first" in saved.read_text())
        os.kill(leash.pid, signal.SIGKILL)
    with cloud.running(ground):
        add(small, "second")

        eventually(has_seen(small, "first", "second"))
