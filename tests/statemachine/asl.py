"""The state machine's definition, as the tests look at it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATH = ROOT / "statemachine/produce_video.asl.json"


def definition() -> dict[str, Any]:
    return json.loads(PATH.read_text())


def states(machine: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in machine["States"].items():
        yield name, state
        for inner in (state.get("ItemProcessor"), *state.get("Branches", ())):
            if inner:
                yield from states(inner)


def error_names(machine: dict[str, Any]) -> set[str]:
    return {
        name
        for _, state in states(machine)
        for rule in (*state.get("Retry", ()), *state.get("Catch", ()))
        for name in rule["ErrorEquals"]
    }


def substituted(machine_text: str, substitutions: dict[str, Any]) -> str:
    for name in substitutions:
        arn = "arn:aws:lambda:us-east-1:123456789012:function:x"
        machine_text = machine_text.replace("${" + name + "}", arn)
    return machine_text
