"""What MiniStack 1.5.33 forgets over a restart, remembered through its private names."""

import copy
import threading
import time
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.services import dynamodb, lambda_svc, secretsmanager

from local.ground import FORGOTTEN

_saving = threading.Lock()
_dynamodb_state = dynamodb.get_state
_restore_dynamodb = dynamodb.load_persisted_state
_secrets_state = secretsmanager.get_state
_restore_lambda = lambda_svc.load_persisted_state


def install(snapshot_seconds: float) -> None:
    dynamodb.get_state = dynamodb_state
    dynamodb.load_persisted_state = restore_dynamodb
    lambda_svc.load_persisted_state = restore_lambda
    secretsmanager.get_state = secrets_state
    app.save_all = save_together
    threading.Thread(target=snapshot_forever, args=[snapshot_seconds], daemon=True).start()


def dynamodb_state() -> dict[str, Any]:
    """The tables, and the stream records that no function has read yet."""
    return {**_dynamodb_state(), "unread": unread()}


def secrets_state() -> dict[str, Any]:
    """Without what comes from the environment, and is to be in no file."""
    state: dict[str, Any] = _secrets_state()
    for scope, secret in list(state["secrets"].all_items()):
        if secret["Name"].startswith(FORGOTTEN):
            state["secrets"].pop_scoped(*scope)
    return state


def restore_dynamodb(state: dict[str, Any]) -> None:
    _restore_dynamodb(state)
    dynamodb._stream_records.update(state.get("unread", {}))  # noqa: SLF001


def restore_lambda(state: dict[str, Any]) -> None:
    """Only unread records come back, so every mapping reads on from the first of them."""
    _restore_lambda(state)
    for scope, _ in lambda_svc._dynamodb_stream_positions.all_items():  # noqa: SLF001
        lambda_svc._dynamodb_stream_positions.set_scoped(*scope, 0)  # noqa: SLF001


def unread() -> Any:
    streams = copy.deepcopy(dynamodb._stream_records)  # noqa: SLF001
    trimmed = dict(dynamodb._stream_trimmed.all_items())  # noqa: SLF001
    for scope, records in streams.all_items():
        position = min(_positions(scope), default=trimmed.get(scope, 0) + len(records))
        del records[: position - trimmed.get(scope, 0)]
    return streams


def _positions(stream: tuple[str, str, str]) -> list[int]:
    """How far each function that follows a table's stream has read."""
    positions = dict(lambda_svc._dynamodb_stream_positions.all_items())  # noqa: SLF001
    return [
        positions.get(scope, 0)
        for scope, mapping in lambda_svc._esms.all_items()  # noqa: SLF001
        if f"table/{stream[-1]}/stream/" in mapping["EventSourceArn"]
    ]


def snapshot_forever(seconds: float) -> None:
    """MiniStack saves on SIGTERM only; a killed one should lose seconds, not everything."""
    while True:
        time.sleep(seconds)
        save_together(app._build_persistence_save_dict())  # noqa: SLF001


def save_together(states: dict[str, Any]) -> None:
    """Written aside first: one killed while it saves must not mix two moments."""
    with _saving:
        home = Path(persistence.STATE_DIR)
        persistence.STATE_DIR = str(home / "draft")
        try:
            persistence.save_all(states)
        finally:
            persistence.STATE_DIR = str(home)
        for file in (home / "draft").glob("*.json"):
            file.replace(home / file.name)
