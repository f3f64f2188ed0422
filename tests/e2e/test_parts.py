"""A video over the size of one render task is filmed by several, and nobody can tell."""

import io
import itertools
import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import av
import pytest

from studio.domain.files import MADE_BY_PLAN, MADE_BY_RENDER
from studio.domain.run_stats import RUN_STATS
from tests.e2e.conftest import environment, eventually

MEGAPIXELS = "120"
"""Of one task: about 20 seconds at the lowest quality."""


@contextmanager
def task_watch(cloud) -> Iterator[list[set[int]]]:
    """The sets of tasks that were seen at one moment."""
    seen: list[set[int]] = []
    over = threading.Event()

    def look():
        while not over.wait(0.05):
            pids = set(cloud.task_pids())
            if pids and (not seen or seen[-1] != pids):
                seen.append(pids)

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


@pytest.fixture(scope="module")
def tasks() -> list[set[int]]:
    return []


@pytest.fixture(scope="module")
def job(cloud, customer, tasks):
    small = environment(cloud, "PlanRenderFunction", RENDER_PART_MEGAPIXELS=MEGAPIXELS)
    with small, task_watch(cloud) as seen:
        job = customer.outcome(customer.order("How does binary search work?"))
    assert job["status"] == "completed", job["error"]
    tasks += seen
    return job


@pytest.fixture(scope="module")
def files(customer, job):
    return {
        name: customer.http.get(f"/jobs/{job['id']}/files/{name}").raise_for_status().content
        for name in job["output_files"]
    }


def test_several_tasks_filmed_it_at_once_and_another_joined(job, tasks):
    assert max(map(len, tasks)) >= 2
    assert len(set.union(*tasks)) >= 3
    assert len(tasks[-1]) == 1, "the task that joins is alone"


def test_all_its_files_are_there_and_nothing_of_its_parts(job):
    assert set(job["output_files"]) == {*MADE_BY_PLAN, *MADE_BY_RENDER, RUN_STATS}


def test_it_has_every_frame_and_every_chapter(files):
    segments = json.loads(files["segments.json"])
    starts = [0, *itertools.accumulate(segment["frames"] for segment in segments)]
    with av.open(io.BytesIO(files["final.mp4"])) as video:
        picture, sound = video.streams.video[0], video.streams.audio[0]
        chapters = video.chapters()

        assert float(sound.duration * sound.time_base) == pytest.approx(starts[-1] / 15, abs=1 / 15)
        assert [round(c["start"] * c["time_base"] * 15) for c in chapters] == starts[:-1]
        assert [frame.pts * frame.time_base * 15 for frame in video.decode(picture)] == list(
            range(starts[-1])
        )


def test_its_progress_never_went_back(job):
    told = [event["updates"] for event in job["events"] if event["node"] == "render"]
    percents = [each["progress"] for each in told]

    assert percents == sorted(set(percents))
    assert any(each["parts"] > 1 for each in told), "the parts told of it, together"


def in_parts(cloud, customer):
    """A job of which several tasks film parts at this moment, and those tasks."""
    with environment(cloud, "PlanRenderFunction", RENDER_PART_MEGAPIXELS=MEGAPIXELS):
        job_id = customer.order("Recursion")
        pids = eventually(lambda: pids if len(pids := cloud.task_pids()) >= 2 else None)
    return job_id, pids


def test_a_killed_part_fails_the_job_and_stops_the_others(cloud, customer):
    job_id, tasks = in_parts(cloud, customer)
    os.kill(tasks[0], signal.SIGKILL)
    job = customer.outcome(job_id)

    assert job["status"] == "failed"
    assert job["error"].startswith("Rendering failed: the renderer was killed")
    assert customer.execution_over(job_id) == "FAILED"
    assert nothing_runs(cloud)
    left = customer.job(job_id)["output_files"]
    assert not set(left) & set(MADE_BY_RENDER)


def test_a_stopped_execution_leaves_no_part_running(cloud, customer):
    job_id, _ = in_parts(cloud, customer)
    arn = cloud.stack.physical["ProduceVideoStateMachine"].replace(":stateMachine:", ":execution:")
    cloud.client("stepfunctions").stop_execution(executionArn=f"{arn}:{job_id}")

    assert nothing_runs(cloud)
    assert customer.outcome(job_id)["status"] == "failed"


def nothing_runs(cloud):
    return eventually(lambda: True if not cloud.task_pids() else None, seconds=20)
