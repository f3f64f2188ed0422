import json
import os
import subprocess
import sys
from functools import cache

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
import json, multiprocessing, os, sys, unittest.mock
import boto3
import studio.bootstrap.stores, studio.observability

boto3.client = unittest.mock.MagicMock()
cases, heavy = json.load(sys.stdin)

def loaded():
    return [name for name in heavy if name in sys.modules]

def loaded_by(case):
    folder, os.environ["SCRIPT_WRITER"] = case
    sys.path.insert(0, folder)
    import app
    return loaded()

assert loaded() == ["boto3"], loaded()

with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as processes:
    print(json.dumps(processes.map(loaded_by, cases, chunksize=1)))
"""
"""Clients are mocked: what counts is what a function's own imports load.

Every function is imported in a process of its own, which has nothing heavy but boto3 from its parent.
"""


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
    return _everything_loaded()[folder, writer]


@cache
def _everything_loaded():
    cases = [(folder, "claude") for folder in sorted(FOLDERS - ASK - {"api"})]
    cases += [(folder, "offline") for folder in sorted(ASK - ONLY_CLAUDE)]
    cases += [(folder, writer) for folder in sorted(ASK) for writer in ("claude", "bedrock")]
    paths = [(str(ROOT / "functions" / folder), writer) for folder, writer in cases]
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=_environment(),
        input=json.dumps([paths, sorted(HEAVY)]),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    return dict(zip(cases, map(set, json.loads(done.stdout)), strict=True))


def _environment():
    names = ("JOBS_TABLE", "TIMELINE_TABLE", "ACCOUNTS_TABLE", "MEDIA_BUCKET", "EVENT_BUS")
    return {
        **dict.fromkeys(names, "x"),
        "LEDGER_TABLE": "x",
        "PAST_RUNS_TABLE": "x",
        "VIDEOS_TABLE": "x",
        "API_KEY_PEPPER_ARN": "x",
        "ANTHROPIC_KEY_ARN": "x",
        "AWS_REGION": "us-east-1",
        "VOICE": "espeak",
        "STATE_MACHINE_ARN": "x",
        "PYTHONPATH": str(ROOT / "layers/studio/python"),
        "PATH": os.environ["PATH"],
    }
