"""Manim, PyAV and stagecraft work inside as they do outside."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import av
import pytest

from jail import Ending, Limits, collect
from jail.interpreter import library_path
from jail.policy import ACTIONS, ALLOW, CONDITIONS
from tests.security.film_in_the_jail import PLAIN_SCENE
from tests.security.stage import Stage, interpreter

# The C library falls back to clone, fontconfig locks by making a folder, and OpenBLAS takes
# memory from wherever it lies.
DONE_WITHOUT = {"clone3", "link", "mbind", "get_mempolicy", "set_mempolicy"}
PARENT = Path(__file__).with_name("film_in_the_jail.py")
FILMED = ["-P", "-W", "ignore", "-m", "manim", "render", "-ql", "--progress_bar", "none"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict:
    kept = tmp_path_factory.mktemp("kept")
    answer = subprocess.run(
        [interpreter(), "-P", PARENT, kept],
        env={
            "PYTHONPATH": library_path(),
            "PATH": os.defpath,
            "HOME": str(kept),
            "OPENBLAS_NUM_THREADS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        cwd=kept,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout) | {"kept": kept}


def test_a_call_films_a_stagecraft_scene_with_the_engine(report: dict) -> None:
    assert report["engine"]["ending"] == Ending.OK, report["engine"]
    assert report["engine"]["bytes"] > 1000


def test_a_call_films_a_plain_manim_scene(report: dict) -> None:
    assert report["plain"]["ending"] == Ending.OK, report["plain"]
    assert seconds_of((report["kept"] / "plain").read_bytes()) == pytest.approx(1, abs=0.1)


def test_a_program_films_a_plain_manim_scene(stage: Stage, scratch: Path) -> None:
    (scratch / "plain.py").write_text(PLAIN_SCENE)
    outcome = stage.jail.run(
        [interpreter(), *FILMED, "plain.py", "Plain"],
        scratch=scratch,
        read_only=[Path(folder) for folder in library_path().split(os.pathsep)],
        environment={
            "HOME": str(scratch),
            "TMPDIR": str(scratch),
            "PYTHONPATH": library_path(),
            "PATH": os.defpath,
        },
        limits=Limits(wall_seconds=60),
    )
    film = "media/videos/plain/480p15/Plain.mp4"

    assert outcome.ending is Ending.OK, outcome
    into = scratch.parent / "film.mp4"
    taken = collect(outcome.remains, film, into=into, max_bytes=1 << 24)
    assert seconds_of(taken.read_bytes()) == pytest.approx(1, abs=0.1)


def seconds_of(film: bytes) -> float:
    with av.open(io.BytesIO(film)) as container:
        assert container.duration is not None
        return container.duration / av.time_base


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_s75_filming_makes_no_call_that_the_filter_refuses(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text(PLAIN_SCENE)
    (tmp_path / "manim.cfg").write_text("[CLI]\nnotify_outdated_version = False\n")
    program = [interpreter(), *FILMED, "plain.py", "Plain"]
    subprocess.run(
        ["strace", "-f", "-qq", "-c", "-o", "calls", *program],
        cwd=tmp_path,
        env={
            "PYTHONPATH": library_path(),
            "PATH": os.defpath,
            "HOME": str(tmp_path),
            "OPENBLAS_NUM_THREADS": "1",
        },
        check=True,
        capture_output=True,
    )
    table = (tmp_path / "calls").read_text().splitlines()[2:-2]
    made = {line.split()[-1] for line in table} - CONDITIONS.keys()

    assert len(made) > 20
    assert {name for name in made if ACTIONS.get(name) != ALLOW} <= DONE_WITHOUT
