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
}
PROBE = """
import json, sys, unittest.mock
import boto3
boto3.client = unittest.mock.MagicMock()
sys.path.insert(0, sys.argv[1])
import app
print(json.dumps([name for name in sys.argv[2].split(",") if name in sys.modules]))
"""
"""Clients are mocked: what counts is what a function's own imports load."""


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "functions").iterdir()))
def test_a_function_loads_only_what_it_needs(folder):
    if folder == "api":
        return
    settings = ("JOBS_TABLE", "TIMELINE_TABLE", "ACCOUNTS_TABLE", "MEDIA_BUCKET", "EVENT_BUS")
    env = {
        **dict.fromkeys(settings, "x"),
        "LEDGER_TABLE": "x",
        "PAST_RUNS_TABLE": "x",
        "VIDEOS_TABLE": "x",
        "API_KEY_PEPPER_ARN": "x",
        "SCRIPT_WRITER": "offline",
        "VOICE": "espeak",
        "STATE_MACHINE_ARN": "x",
        "PYTHONPATH": str(ROOT / "layers/studio/python"),
        "PATH": os.environ["PATH"],
    }
    path = str(ROOT / "functions" / folder)
    command = [sys.executable, "-c", PROBE, path, ",".join(sorted(HEAVY))]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) <= ALLOWED.get(folder, {"boto3"})
