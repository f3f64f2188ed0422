import json
import re

import pytest

from studio.application import artifacts as keys
from studio.application.stages import plan_reading
from studio.application.stages.render_manifests import URLS_LIVE
from studio.config import Settings
from studio.domain.brief import AccountId, JobId
from studio.domain.upload import upload_id
from tests.template.source import ROOT, functions, resources, template

DOCKERS_DEFAULT = {
    *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"),
    *("NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
}


def environment():
    return template()["Globals"]["Function"]["Environment"]["Variables"]


def test_the_environment_and_the_settings_are_the_same_names():
    given = set(environment())
    for function in functions().values():
        given |= set(function["Properties"].get("Environment", {}).get("Variables", {}))
    ours = {name for name in given if not name.startswith(("POWERTOOLS_", "AWS_", "PORT"))}

    assert ours == {field.upper() for field in Settings.model_fields}


def test_the_parameters_offer_what_the_settings_accept():
    for parameter, field in (("ScriptWriter", "script_writer"), ("Voice", "voice")):
        offered = template()["Parameters"][parameter]["AllowedValues"]
        accepted = Settings.model_fields[field].annotation.__args__

        assert set(offered) == set(accepted)


@pytest.mark.parametrize("name", sorted(functions()))
def test_every_function_is_a_folder_of_its_own_with_its_own_role_and_log(name):
    properties = functions()[name]["Properties"]
    folder = re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Function")).lower()

    assert properties["CodeUri"] == f"functions/{folder}/"
    assert (ROOT / properties["CodeUri"] / "app.py").is_file()
    assert "Role" not in properties
    assert properties["LoggingConfig"]["LogGroup"]["Ref"] in resources("AWS::Logs::LogGroup")


@pytest.mark.parametrize("name", sorted(functions()))
def test_no_function_may_do_everything_or_touch_everything(name):
    for policy in functions()[name]["Properties"].get("Policies", []):
        for statement in policy.get("Statement", []):
            actions = statement["Action"]
            actions = [actions] if isinstance(actions, str) else actions

            assert not any("*" in action for action in actions)
            assert statement["Resource"] != "*" or actions == ["polly:SynthesizeSpeech"]


def test_the_workflow_may_deliver_the_logs_it_is_told_to_keep():
    machine = resources()["ProduceVideoStateMachine"]["Properties"]
    allowed = {
        action
        for policy in machine["Policies"]
        for statement in policy.get("Statement", [])
        for action in statement["Action"]
    }

    assert machine["Logging"]["Level"] != "OFF"
    assert {"logs:CreateLogDelivery", "logs:DescribeLogGroups"} <= allowed


def test_every_log_group_forgets():
    for name, group in resources("AWS::Logs::LogGroup").items():
        assert group["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}, name


def test_every_queue_has_a_dead_letter_queue_or_is_one():
    for name, queue in resources("AWS::SQS::Queue").items():
        assert "RedrivePolicy" in queue["Properties"] or name.endswith("DeadLetterQueue")


def test_what_holds_customers_data_survives_a_deleted_stack():
    kept = resources("AWS::DynamoDB::Table") | resources("AWS::S3::Bucket")
    for name, resource in kept.items():
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain", name
    for name, table in resources("AWS::DynamoDB::Table").items():
        properties = table["Properties"]
        assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], name


def test_the_render_task_has_no_credentials_no_needless_capability_and_no_way_out():
    task = resources()["RenderTaskDefinition"]["Properties"]
    (container,) = task["ContainerDefinitions"]

    assert "TaskRoleArn" not in task
    assert container["ReadonlyRootFilesystem"] is True
    dropped = set(container["LinuxParameters"]["Capabilities"]["Drop"])
    assert DOCKERS_DEFAULT - dropped == {"CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID"}
    parameters = template()["Parameters"]
    assert container["Environment"] == [
        {"Name": "RENDER_ISOLATION", "Value": {"Ref": "RenderIsolation"}},
        {"Name": "CALLERS_CODE", "Value": {"Ref": "CallersCode"}},
    ]
    assert parameters["RenderIsolation"]["Default"] == "required"
    assert parameters["CallersCode"]["Default"] == "refuse"
    assert not resources("AWS::EC2::InternetGateway")
    assert not resources("AWS::EC2::NatGateway")


def test_render_progress_is_listened_for_where_it_is_written():
    pattern = resources()["RenderProgressRule"]["Properties"]["EventPattern"]
    (key,) = pattern["detail"]["object"]["key"]

    for written in (keys.render_progress_key(JobId("x")), keys.part_progress_key(JobId("x"), 3)):
        assert written.endswith(key["suffix"])
        assert keys.job_in_progress_key(written) == "x"


def forgotten():
    rules = resources()["MediaBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    return {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "Prefix" in rule}


def test_what_parts_leave_for_their_join_is_reachable_and_forgotten():
    endpoint = json.dumps(resources()["S3Endpoint"]["Properties"]["PolicyDocument"])

    assert keys.part_key(JobId("x"), 1, "clip").startswith("parts/")
    assert forgotten()["parts/"] == 2
    assert "/parts/*" in endpoint
    assert not any(keys.render_manifest_key(JobId("x")).startswith(each) for each in forgotten())


def test_uploads_are_forgotten_and_out_of_reach_of_the_task_that_reads():
    endpoint = json.dumps(resources()["S3Endpoint"]["Properties"]["PolicyDocument"])
    account, upload = AccountId("acct_1"), upload_id(bytes(16))

    assert keys.upload_key(account, upload, "a.pdf").startswith("uploads/")
    assert keys.upload_record_key(account, upload).startswith("uploads/")
    assert forgotten()["uploads/"] == 1
    assert "uploads/" not in endpoint


def test_presigned_urls_outlive_the_renders_they_are_for():
    machine = json.loads((ROOT / "statemachine/produce_video.asl.json").read_text())
    states = machine["States"]
    (part,) = states["RenderParts"]["ItemProcessor"]["States"].values()

    assert states["RenderVideo"]["TimeoutSeconds"] < URLS_LIVE
    assert states["ReadContext"]["TimeoutSeconds"] < plan_reading.URLS_LIVE
    assert part["TimeoutSeconds"] + states["JoinParts"]["TimeoutSeconds"] < URLS_LIVE


def test_the_layers_versions_are_the_locked_ones():
    locked = pins((ROOT / "locks/dev.txt").read_text())
    for path in ("layers/dependencies/requirements.txt", "render_container/requirements.txt"):
        shipped = pins((ROOT / path).read_text())

        assert shipped
        assert shipped.items() <= locked.items()


def pins(requirements):
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==([^\s;\\]+)", requirements, re.MULTILINE))
