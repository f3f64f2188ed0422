"""Scenes that raise, hang or kill themselves; a task that is stopped; nothing left to film."""

import io
import signal
import time
from pathlib import Path

import av
import numpy as np

from tests.render.workshop import Job, ObjectStore, Part, a_job, a_scene

QUICKLY = "import sys; from render.task import main; sys.exit(main(lambda plan, format: 4.0))"
GREEN = "#00A000"
SLEEPER = "import subprocess\nsubprocess.Popen(['sleep', '61.5'])\nwhile True: pass"


def running(marker: str) -> list[str]:
    """Command lines of running processes that mention this."""
    lines = [
        (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        for entry in Path("/proc").iterdir()
        if entry.name.isdecimal() and (entry / "cmdline").exists()
    ]
    return [line for line in lines if marker in line]


def colours(film: bytes, job: Job) -> list[str]:
    """Which channel rules the first picture of each segment."""
    with av.open(io.BytesIO(film)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    starts = np.cumsum([0, *(segment.frames for segment in job.manifest.plan.segments)])[:-1]
    names = np.array(["red", "green", "blue"])
    return [
        str(names[pictures[start][4, 4].argmax()])
        + (" with ink" if pictures[start][60:120].max() > 200 else "")
        for start in starts
    ]


def test_a_bad_scene_costs_its_own_segment_only(store: ObjectStore) -> None:
    plain = {number: a_scene(number, GREEN) for number in range(1, 6)}
    job = a_job(
        store,
        [
            Part(a_scene(1, "#C00000", "self.wait(0.2)\nraise ValueError('no\\nsuch box')")),
            Part(a_scene(2, "#C00000", SLEEPER)),
            Part(a_scene(3, "#C00000", "import os\nos.kill(os.getpid(), 11)")),
            Part("class Segment04(:\n", "raise SystemExit"),
            Part(a_scene(5, "#0000C0", "self.wait(2)")),
        ],
    )
    job = with_plain_scenes(job, plain)

    assert job.run(QUICKLY) == 0, job.log
    warnings = [segment.warning for segment in job.report.segments]
    assert (
        warnings[0] == "Its plain scene was filmed instead: ValueError: such box (line 7)" + SHORT
    )
    assert warnings[1] == "Its plain scene was filmed instead: it took longer than 4 s" + SHORT
    assert warnings[2] == "Its plain scene was filmed instead: killed by SIGSEGV" + SHORT
    assert (warnings[3] or "").startswith("Only its title is shown: SyntaxError: ")
    assert (warnings[3] or "").endswith("(line 1); then SystemExit (line 1)")
    assert warnings[4] is None
    *plainly, still, well = colours(job.film, job)
    assert plainly == ["green"] * 3
    assert still.endswith("with ink")
    assert well == "blue"
    assert not running("sleep 61.5")


SHORT = " The scene was 27 frames short of its narration."


def with_plain_scenes(job: Job, plain: dict[int, str]) -> Job:
    plan = job.manifest.plan
    segments = tuple(
        each.model_copy(update={"fallback_source": plain[each.number]})
        if each.fallback_source != "raise SystemExit"
        else each
        for each in plan.segments
    )
    manifest = job.manifest.model_copy(
        update={"plan": plan.model_copy(update={"segments": segments})}
    )
    job.store.objects["manifest.json"] = manifest.model_dump_json().encode()
    return Job(job.store, manifest)


def test_when_no_scene_can_be_filmed_the_report_says_so(store: ObjectStore) -> None:
    job = a_job(store, [Part("import nothing_of_that_name", "raise SystemExit")])

    assert job.run() == 1, job.log
    assert job.report.failure == (
        "No scene could be filmed: "
        "ModuleNotFoundError: No module named 'nothing_of_that_name' (line 1)."
    )
    assert "final.mp4" not in store.objects
    assert b'"failed"' in store.objects["progress.json"]


def test_a_voice_that_cannot_be_read_fails_the_film_readably(store: ObjectStore) -> None:
    job = a_job(store, [Part(a_scene(1, GREEN))])
    store.objects["voice-1.wav"] = b"no sound"

    assert job.run() == 1, job.log
    assert (job.report.failure or "").startswith("The narration could not be assembled: ")


def test_without_a_manifest_the_task_just_dies(store: ObjectStore) -> None:
    job = a_job(store, [Part(a_scene(1, GREEN))])
    del store.objects["manifest.json"]

    assert job.run() not in (0, 1)
    assert "report.json" not in store.objects


def test_a_stopped_task_leaves_nobody_behind(store: ObjectStore) -> None:
    job = a_job(store, [Part(a_scene(1, GREEN, SLEEPER.replace("61.5", "62.5")))])
    task = job.start()
    deadline = time.monotonic() + 40
    while not running("sleep 62.5"):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    task.send_signal(signal.SIGTERM)
    task.communicate(timeout=10)

    assert task.returncode == 128 + signal.SIGTERM
    assert not running("sleep 62.5")
    assert not [line for line in running("render.warm") if f" {task.pid}" in line]


def test_a_scene_sees_no_variable_of_the_task(store: ObjectStore) -> None:
    tex = "'TEXMFOUTPUT', 'openin_any', 'openout_any', 'shell_escape'"
    body = f"import os\nassert set(os.environ) <= {{'PATH', 'HOME', 'LANG', {tex}}}, sorted(os.environ)"
    job = a_job(store, [Part(a_scene(1, GREEN, body + "\nself.wait(2)"))])
    job.environment = {"AWS_SECRET_ACCESS_KEY": "secret"}

    assert job.run() == 0, job.log
    assert job.report.segments[0].warning is None
