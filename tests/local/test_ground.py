"""What the children of the local cloud can see of the host."""

import ast
from pathlib import Path

import pytest

from local.cloud import environment
from local.ground import ROOT, Ground

DANGEROUS = {
    "AWS_PROFILE": "production",
    "AWS_SESSION_TOKEN": "real",
    "AWS_ACCESS_KEY_ID": "real",
    "AWS_ENDPOINT_URL_S3": "https://s3.example.com",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com",
    "ANTHROPIC_API_KEY": "real",
    "HTTPS_PROXY": "http://proxy.example.com",
    "PYTHONPATH": "/somewhere",
}


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path, tmp_path / "home", gateway_port=1, cloud_port=2)


def test_nothing_that_opens_a_real_account_reaches_a_child(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in DANGEROUS.items():
        monkeypatch.setenv(name, value)

    assert not set(environment(ground).values()) & set(DANGEROUS.values())
    assert environment(ground)["AWS_ENDPOINT_URL"] == "http://127.0.0.1:2"
    assert environment(ground)["AWS_ACCESS_KEY_ID"] == "test"


def test_the_cloud_listens_on_loopback_only(ground: Ground) -> None:
    assert environment(ground)["BIND_HOST"] == "127.0.0.1"


def test_a_client_ignores_the_hosts_own_settings(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in DANGEROUS.items():
        monkeypatch.setenv(name, value)
    client = ground.client("s3")

    assert client.meta.endpoint_url == "http://127.0.0.1:2"


def test_a_ground_survives_the_way_to_its_child(ground: Ground) -> None:
    assert Ground.from_json(ground.to_json()) == ground


def test_local_imports_nothing_of_the_product() -> None:
    modules = [ast.parse(file.read_text()) for file in sorted((ROOT / "local").glob("*.py"))]
    nodes = [node for module in modules for node in ast.walk(module)]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}

    roots = {name.partition(".")[0] for name in plain | named}
    assert "local" in roots
    assert not roots & {"studio", "render", "stagecraft", "functions"}
