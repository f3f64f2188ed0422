"""The SDK against the real application: installed from its wheel, and its errors and helpers."""

import json
import os
import subprocess
import sys

import pytest

import chalkboard
from chalkboard import ChalkboardClient, verify_webhook_signature
from tests.template.source import ROOT

UV = ROOT / ".tools/bin/uv"
FLOWS = ROOT / "tests/wire/four_flows.py"


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """A folder with what the wheel brings."""
    folder = tmp_path_factory.mktemp("sdk")
    source, wheels, site = ROOT / "sdk/python", folder / "wheels", folder / "site"
    build = [UV, "build", "--quiet", "--offline", "--wheel", "--out-dir", wheels, source]
    subprocess.run(build, check=True)
    (wheel,) = wheels.glob("*.whl")
    install = [UV, "pip", "install", "--quiet", "--offline", "--no-deps", "--target", site, wheel]
    subprocess.run(install, check=True)
    return site


@pytest.fixture
def sdk(cloud, customer):
    with ChalkboardClient(customer.key, cloud.base_url) as client:
        yield client


def test_the_four_flows_run_with_the_wheel_alone(cloud, customer, installed, tmp_path):
    environment = {"PYTHONPATH": str(installed), "PATH": os.environ["PATH"], "NO_PROXY": "*"}
    command = [sys.executable, "-P", FLOWS, cloud.base_url, customer.key, tmp_path]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["from"].startswith(str(installed))
    assert found["polled"]["mode"] == "test"
    assert found["polled"]["box"] == "ftyp"
    assert found["streamed"]["status"] == "completed"
    assert found["streamed"]["nodes"][0] == "init"
    assert "render" in found["streamed"]["nodes"]
    assert found["library"] | {"seconds": 0} == {"listed": True, "signed": 200, "seconds": 0}
    assert found["library"]["seconds"] > 1
    assert found["led"]["cancelling"] in {"cancelling", "cancelled"}
    assert found["led"]["ended"] == "cancelled"
    assert found["led"]["log"] >= 3
    assert found["led"]["jobs"] >= 3


def test_the_service_speaks_of_errors_in_the_sdks_classes(cloud, sdk, a_customer):
    with pytest.raises(chalkboard.NotFoundError, match="Job not found"):
        sdk.get_job("nothing")
    with pytest.raises(chalkboard.ValidationError, match="effort"):
        sdk.create_job("Tides", effort="heroic")
    with pytest.raises(chalkboard.AuthError):
        sdk.list_api_keys()
    stranger = ChalkboardClient("chk_live_nonsense", cloud.base_url)
    with stranger, pytest.raises(chalkboard.AuthError):
        stranger.list_jobs()
    poor = ChalkboardClient(a_customer().live_key, cloud.base_url)
    with poor, pytest.raises(chalkboard.SpendCapError):
        poor.create_job("Tides")


def test_one_key_is_one_job(sdk):
    first = sdk.create_job("Tides", idempotency_key="one")
    second = sdk.create_job("Tides", idempotency_key="one")
    with pytest.raises(chalkboard.ConflictError):
        sdk.create_job("Ebbs", idempotency_key="one")
    sdk.cancel_job(first.id)

    assert second.id == first.id


def test_a_limit_says_how_long_to_wait(cloud, a_customer, monkeypatch):
    monkeypatch.setattr("chalkboard._transport.LONGEST_WAIT", 0)
    hurried = ChalkboardClient(a_customer(requests_a_minute=2).key, cloud.base_url)
    with hurried, pytest.raises(chalkboard.RateLimitError) as raised:
        list(iter(hurried.list_jobs, "never"))

    assert 0 < raised.value.retry_after_seconds <= 60


def test_what_a_video_costs_and_what_the_service_takes(sdk):
    estimate, meta = sdk.estimate("Tides"), sdk.meta()

    assert 0 < estimate.low <= estimate.high <= estimate.balance
    assert meta.version == chalkboard.__version__
    assert meta.upload["multipart_limit"] < meta.upload["total_limit"]


def test_files_are_sent_at_once_or_one_by_one(sdk, tmp_path):
    small, large = tmp_path / "small.md", tmp_path / "large.pdf"
    small.write_text("# Tides\nThe moon pulls.\n")
    large.write_bytes(b"%PDF-1.4\n" + b"%" * (sdk.meta().upload["multipart_limit"] + 1))

    at_once = sdk.upload_job("Tides", [small])
    one_by_one = sdk.upload_job("Tides", [small, large])
    for job in (at_once, one_by_one):
        assert job.status == "pending"
        sdk.cancel_job(job.id)


def test_a_webhook_is_signed_as_the_sdk_expects(push, webhook, sdk):
    header = push.headers["x-chalkboard-signature"]

    assert verify_webhook_signature(push.body, header, webhook["secret"])
    assert not verify_webhook_signature(push.body + b" ", header, webhook["secret"])
    assert webhook["id"] in [known.id for known in sdk.list_webhooks()]
    assert any(attempt.delivered for attempt in sdk.webhook_deliveries(webhook["id"]))
