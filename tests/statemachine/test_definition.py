import inspect
import json
import re

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from statelint.linter import Linter

from studio.domain import errors
from studio.domain.failure import _STAGES
from tests.statemachine.asl import PATH, ROOT, definition, error_names, states, substituted
from tests.template.source import resources

AWS_OWN = ("States.", "Lambda.", "ECS.")
MACHINE = resources()["ProduceVideoStateMachine"]["Properties"]


def test_every_error_the_workflow_handles_is_one_we_raise():
    ours = {name for name in error_names(definition()) if not name.startswith(AWS_OWN)}
    raised = {name for name, _ in inspect.getmembers(errors, inspect.isclass)}

    assert ours
    assert ours <= raised


def test_every_substitution_is_used_and_given():
    used = set(re.findall(r"\$\{(\w+)\}", PATH.read_text()))

    assert used == set(MACHINE["DefinitionSubstitutions"])


def test_every_task_has_a_timeout_and_a_retry():
    for name, state in states(definition()):
        if state["Type"] == "Task":
            assert state["TimeoutSeconds"] > 0, name
            assert state["Retry"], name


DISPENSABLE = {
    "Research": "WriteScript",
    "CheckFacts": "MakeScenes",
    "ReviewVideo": "RecordRun",
    "RecordRun": "MarkSucceeded",
}
"""Stages without which there is a video all the same, and where it goes on without them."""

AFTER_A_VIDEO = {
    "CheckScenes",
    "RepairScenes",
    "PlanRender",
    "RenderVideo",
    "RenderParts",
    "JoinParts",
    "JudgeTake",
}
"""Stages that a review may ask for again when there is a finished video already."""


def test_every_failure_leads_to_the_one_failure_path_and_names_its_stage():
    for name, state in definition()["States"].items():
        if state["Type"] not in {"Task", "Map", "Parallel"} or name == "MarkFailed":
            continue
        (catch,) = state["Catch"]
        assert catch["ErrorEquals"] == ["States.ALL"], name
        if name in DISPENSABLE:
            assert catch["Next"] == DISPENSABLE[name]
            continue
        assert catch["Next"] == ("ChooseRescue" if name in AFTER_A_VIDEO else "MarkFailed"), name
        assert catch["Assign"]["stage"] == name
        assert name in _STAGES


def test_a_failure_in_a_parallel_branch_names_its_stage_too():
    voicing, composing, _ = definition()["States"]["MakeScenes"]["Branches"]

    for branch, stage in ((voicing, "SynthesizeVoice"), (composing, "ComposeScenes")):
        (catch,) = branch["States"][stage]["Catch"]
        assert f"'stage': '{stage}'" in branch["States"][catch["Next"]]["Cause"]
        assert stage in _STAGES


def test_a_failure_after_a_video_was_delivered_does_not_lose_it():
    machine = definition()["States"]

    assert machine["ChooseRescue"]["Choices"] == [
        {"Condition": "{% $delivered %}", "Next": "RecordRun"}
    ]
    assert machine["ChooseRescue"]["Default"] == "MarkFailed"
    (reviewing,) = machine["ChooseReview"]["Choices"]
    assert reviewing["Assign"] == {"delivered": True}


def test_a_model_is_asked_again_when_it_was_busy_and_never_when_it_cannot_help():
    hopeless = {"ProviderUnpaid", "ProviderMisconfigured", "AnswerRefused", "BudgetSpent"}
    asking = {"Research", "WriteScript", "CheckFacts", "ComposeScenes", "RepairScene"}
    asking |= {"ReviewVideo", "WriteQuiz"}
    for name, state in states(definition()):
        retried = {error for rule in state.get("Retry", ()) for error in rule["ErrorEquals"]}
        if name in asking:
            assert {"ProviderBusy", "ProviderUnavailable"} <= retried, name
        if state["Type"] == "Task" and name != "MarkFailed":
            assert not hopeless & retried, name


def test_a_script_that_is_of_no_use_is_asked_for_once_more():
    (again,) = (
        rule
        for rule in definition()["States"]["WriteScript"]["Retry"]
        if "UnusableScript" in rule["ErrorEquals"]
    )

    assert again["ErrorEquals"] == ["AnswerUnreadable", "UnusableScript"]
    assert again["MaxAttempts"] == 1


def test_no_loop_goes_on_for_ever():
    machine = definition()["States"]
    (static,) = machine["ChooseStaticRepair"]["Choices"]

    assert "$repairs < 9" in static["Condition"]
    assert machine["RepairScenes"]["Assign"] == {"repairs": "{% $repairs + 1 %}"}
    assert "$repairs >= 9" in machine["PlanRender"]["Arguments"]["last"]


def test_each_state_is_named_after_its_function():
    for name, state in states(definition()):
        function = re.fullmatch(r"\$\{(\w+)FunctionArn\}", state.get("Resource", ""))
        if function and not name.startswith("Mark") and name != "SynthesizeScene":
            assert function[1] == name
            folder = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
            assert (ROOT / "functions" / folder / "app.py").is_file()


def test_the_state_machine_times_out_after_all_its_stages():
    stages = [s["TimeoutSeconds"] for _, s in states(definition()) if s["Type"] == "Task"]

    assert definition()["TimeoutSeconds"] > sum(stages)


def lint(text):
    # It takes an expression for a malformed number.
    text = text.replace('"{% ${RenderPartsAtOnce} %}"', "8")
    return Linter.validate(json.loads(substituted(text, MACHINE["DefinitionSubstitutions"])))


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"Next": "JoinParts"', '"Next": "JoinPrats"'),
        ('"StartAt": "MarkRunning"', '"StartAt": "Begin"'),
        ('"TimeoutSeconds": 60,', '"TimeoutSeconds": "sixty",'),
        ('"Items": "{% $scenes %}"', '"ItemsPath": "$.scenes"'),
    ],
)
def test_statelint_finds_nothing_here_and_a_fault_where_there_is_one(sound, broken):
    text = PATH.read_text()

    assert lint(text) == []
    assert sound in text
    assert lint(text.replace(sound, broken)) != []


@mock_aws(config={"stepfunctions": {"execute_state_machine": True}})
def test_step_functions_accepts_the_definition():
    client = boto3.client("stepfunctions", region_name="us-east-1")
    text = substituted(PATH.read_text(), MACHINE["DefinitionSubstitutions"])
    role = "arn:aws:iam::123456789012:role/x"

    assert client.create_state_machine(name="x", definition=text, roleArn=role)["stateMachineArn"]
    broken = text.replace('"Type": "Map"', '"Type": "Mop"')
    with pytest.raises(ClientError, match="ASLParserException"):
        client.create_state_machine(name="y", definition=broken, roleArn=role)


def test_a_job_without_files_to_read_starts_no_task_for_it():
    machine = definition()["States"]
    (choice,) = machine["ChooseReading"]["Choices"]

    assert machine["MarkRunning"]["Assign"]["reads"] == "{% $states.result.reads %}"
    assert choice == {"Condition": "{% $reads %}", "Next": "PlanReading"}
    assert machine["ChooseReading"]["Default"] == machine["ReadContext"]["Next"] == "ChooseResearch"


def test_files_are_read_by_the_render_image_and_nowhere_else():
    machine = definition()["States"]
    reading, rendering = machine["ReadContext"], machine["RenderVideo"]
    (container,) = reading["Arguments"]["Overrides"]["ContainerOverrides"]

    assert reading["Resource"] == rendering["Resource"]
    for name in ("TaskDefinition", "NetworkConfiguration"):
        assert reading["Arguments"][name] == rendering["Arguments"][name]
    assert container["Command"] == ["read"]
    assert container["Environment"] == [{"Name": "MANIFEST_URL", "Value": "{% $reading_url %}"}]
