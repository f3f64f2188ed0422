import json
import os
import subprocess
import sys

import pytest

from tests.template.source import ROOT

HEAVY = {
    "anthropic",
    "jwt",
    "cryptography",
    "manim",
    "numpy",
    "pygments",
    "moto",
    "fastapi",
    "mangum",
    "boto3",
    "httpx",
}
ALLOWED = {
    "api": {"fastapi", "mangum", "boto3"},
    "stream": {"fastapi", "boto3"},
    "write_script": {"boto3", "pygments", "fastapi"},
    "compose_scenes": {"boto3", "fastapi"},
    "plan_render": {"boto3", "fastapi"},
    "write_quiz": {"boto3", "pygments"},
}
FOLDERS = {path.name for path in (ROOT / "functions").iterdir()}
ONLY_CLAUDE = {"research", "check_facts", "repair_scene", "review_video"}
"""The offline writer goes without these."""
ASK = ONLY_CLAUDE | {"write_script", "compose_scenes", "write_quiz"}
PROBE = """
import json, sys, unittest.mock
import boto3
boto3.client = unittest.mock.MagicMock()
sys.path.insert(0, sys.argv[1])
import app
print(json.dumps([name for name in sys.argv[2].split(",") if name in sys.modules]))
"""
"""Clients are mocked: what counts is what a function's own imports load."""


@pytest.mark.parametrize("folder", sorted(FOLDERS - ASK - {"api"}))
def test_a_function_loads_only_what_it_needs_whoever_writes(folder):
    assert loaded(folder, "claude") <= ALLOWED.get(folder, {"boto3"})


@pytest.mark.parametrize("folder", sorted(ASK - ONLY_CLAUDE))
def test_who_asks_nobody_loads_no_vendor(folder):
    assert loaded(folder, "offline") <= ALLOWED[folder]


@pytest.mark.parametrize("writer", ["claude", "bedrock"])
@pytest.mark.parametrize("folder", sorted(ASK))
def test_who_asks_claude_loads_its_sdk_and_no_other_writer(folder, writer):
    needed = loaded(folder, writer)

    assert needed <= {"boto3", "anthropic"} | ALLOWED.get(folder, set()) - {"pygments"}
    assert ("anthropic" in needed) is ((folder, writer) != ("research", "bedrock"))


def loaded(folder, writer):
    settings = ("JOBS_TABLE", "TIMELINE_TABLE", "ACCOUNTS_TABLE", "MEDIA_BUCKET", "EVENT_BUS")
    env = {
        **dict.fromkeys(settings, "x"),
        "LEDGER_TABLE": "x",
        "PAST_RUNS_TABLE": "x",
        "VIDEOS_TABLE": "x",
        "API_KEY_PEPPER_ARN": "x",
        "SCRIPT_WRITER": writer,
        "ANTHROPIC_KEY_ARN": "x",
        "AWS_REGION": "us-east-1",
        "VOICE": "espeak",
        "STATE_MACHINE_ARN": "x",
        "PYTHONPATH": str(ROOT / "layers/studio/python"),
        "PATH": os.environ["PATH"],
    }
    path = str(ROOT / "functions" / folder)
    command = [sys.executable, "-c", PROBE, path, ",".join(sorted(HEAVY))]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))
