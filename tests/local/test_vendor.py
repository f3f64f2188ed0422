"""The key that a local cloud asks a model with, and where it is not."""

from pathlib import Path

import pytest

from local import cloud
from local.ground import ROOT, Ground
from local.stack import read
from local.vendor import ARN, NAME, Vendor
from local.web_adapter import free_port
from tests.local.conftest import SMALL_STACK

KEY = "sk-ant-nobody-may-read-this"


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(SMALL_STACK, tmp_path, free_port(), free_port())


@pytest.mark.parametrize("environment", [{}, {"ANTHROPIC_API_KEY": " "}])
def test_without_a_key_nobody_is_asked(environment: dict[str, str]) -> None:
    assert Vendor.of(environment) is None
    assert read(ROOT)[1].parameters["ScriptWriter"] == "offline"


def test_with_a_key_claude_writes_and_no_parameter_holds_it() -> None:
    there = Vendor.of({"ANTHROPIC_API_KEY": KEY})
    elsewhere = Vendor.of({"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": "http://x/"})

    assert there is not None
    assert elsewhere is not None
    assert there.parameters == {"ScriptWriter": "claude", "AnthropicKeyArn": ARN}
    assert elsewhere.parameters["AnthropicUrl"] == "http://x"
    assert KEY not in f"{there} {elsewhere.parameters}"


def test_the_key_is_in_memory_while_the_cloud_runs_and_never_in_a_file(ground: Ground) -> None:
    with cloud.running(ground):
        secrets = ground.client("secretsmanager")
        secrets.create_secret(Name="kept", SecretString="any other secret")
        Vendor("an older key").entrust(ground)
        Vendor(KEY).entrust(ground)
        assert secrets.get_secret_value(SecretId=ARN)["SecretString"] == KEY

    files = [file for file in ground.home.rglob("*") if file.is_file()]
    assert any(b"any other secret" in file.read_bytes() for file in files)
    assert not [file for file in files if KEY.encode() in file.read_bytes()]
    with cloud.running(ground):
        secrets = ground.client("secretsmanager")
        assert [each["Name"] for each in secrets.list_secrets()["SecretList"]] == ["kept"]
        assert NAME != "kept"
