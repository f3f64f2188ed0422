"""The template becomes a CloudFormation stack, as `sam deploy` would make it."""

import copy
import json
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local import dropped
from local import template as templates
from local.ground import Ground
from local.package import package, uploader
from local.template import Template

POLL_SECONDS = 0.05
SUCCEEDED = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
BY_HTTP = "https://s3.amazonaws.com/"
"""A template of over 51,200 bytes is read from S3, and from nowhere else."""

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


class DeploymentFailed(Exception):
    """A resource of the template could not be created or changed."""


@dataclass(frozen=True)
class Stack:
    """A deployed template: what each logical name became."""

    name: str
    template: Template
    physical: dict[str, str]


def read(root: Path, template: str = "template.yaml") -> tuple[str, Template]:
    """The stack's name and the template with the parameters of samconfig's `local` section."""
    config = root / "samconfig.toml"
    sections = tomllib.loads(config.read_text()) if config.exists() else {}
    parameters = sections.get("local", {}).get("deploy", {}).get("parameters", {})
    overrides = dict(entry.split("=", 1) for entry in parameters.get("parameter_overrides", []))
    name = parameters.get("stack_name", "chalkboard-local")
    return name, templates.load(root / template, overrides)


def deploy(ground: Ground, name: str, template: Template) -> Stack:
    packaged = replace(template, body=copy.deepcopy(template.body))
    upload = uploader(ground.client("s3"))
    package(packaged, upload)
    address = upload(json.dumps(packaged.body).encode(), ".template").replace("s3://", BY_HTTP)
    cloudformation = ground.client("cloudformation")
    if _apply(cloudformation, name, address, template.parameters):
        _await_success(cloudformation, name)
    stack = Stack(name, template, _physical(cloudformation, name))
    dropped.apply(ground, template, stack.physical)
    return stack


def deployed(ground: Ground) -> Stack:
    """The stack of a cloud that runs already, as it was deployed."""
    name, template = read(ground.root)
    return Stack(name, template, _physical(ground.client("cloudformation"), name))


def _apply(cloudformation: Any, name: str, address: str, parameters: dict[str, str]) -> bool:
    """Whether there was anything to change."""
    exists = _exists(cloudformation, name)
    change = cloudformation.update_stack if exists else cloudformation.create_stack
    try:
        change(
            StackName=name,
            TemplateURL=address,
            Capabilities=CAPABILITIES,
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
        )
    except ClientError as error:
        if "No updates" in str(error):
            return False
        raise DeploymentFailed(str(error)) from error
    return True


def _exists(cloudformation: Any, name: str) -> bool:
    stacks = cloudformation.describe_stacks()["Stacks"]
    gone = "DELETE_COMPLETE"
    return any(entry["StackName"] == name and entry["StackStatus"] != gone for entry in stacks)


def _await_success(cloudformation: Any, name: str) -> None:
    status = _settled(cloudformation, name)
    if status in SUCCEEDED:
        return
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    reasons = [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
        for event in events
        if "FAILED" in event["ResourceStatus"]
    ]
    if not status.startswith("UPDATE_"):
        cloudformation.delete_stack(StackName=name)  # nothing is in it, and it cannot be updated
    raise DeploymentFailed("; ".join(reasons) or status)


def _settled(cloudformation: Any, name: str) -> str:
    while True:
        (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        status = str(stack["StackStatus"])
        if not status.endswith("IN_PROGRESS"):
            return status
        time.sleep(POLL_SECONDS)


def _physical(cloudformation: Any, name: str) -> dict[str, str]:
    resources = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    return {entry["LogicalResourceId"]: entry["PhysicalResourceId"] for entry in resources}
