"""One function for every part of the small stack: it notes what it was given."""

import json
import os
import time
from typing import Any

import boto3
from ours import OrderLost  # type: ignore[import-not-found]

dynamodb = boto3.client("dynamodb")


def note(kind: str, content: object) -> None:
    item = {"kind": kind, "at": str(time.time_ns()), "content": json.dumps(content)}
    dynamodb.put_item(
        TableName=os.environ["NOTES"], Item={key: {"S": value} for key, value in item.items()}
    )


def changed(event: dict[str, Any], context: Any) -> None:
    note("changed", [record["dynamodb"]["Keys"]["id"]["S"] for record in event["Records"]])


def stored(event: dict[str, Any], context: Any) -> dict[str, Any]:
    bodies = {record["messageId"]: json.loads(record["body"]) for record in event["Records"]}
    keys = {number: body["detail"]["object"]["key"] for number, body in bodies.items()}
    note("stored", sorted(keys.values()))
    refused = [number for number, key in keys.items() if "refused" in key]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in refused]}


def ended(event: dict[str, Any], context: Any) -> None:
    note("ended", [event["detail"]["name"], event["detail"]["status"]])


def work(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if event.get("lose"):
        raise OrderLost("It is gone.")
    if event.get("note"):
        note("work", "It may not.")
    time.sleep(event.get("seconds", 0))
    if event.get("fail"):
        raise RuntimeError("Too late.")
    return {"pid": os.getpid()}
