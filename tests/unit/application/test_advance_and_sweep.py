import json
from datetime import timedelta

import pytest

from studio.application.advance_job import AdvanceJob
from studio.application.happenings import Stamp
from studio.application.record_progress import RecordProgress
from studio.application.relay_changes import RelayChanges
from studio.application.sweep_jobs import SweepJobs
from studio.domain.errors import RenderIncomplete
from studio.domain.job import JobStatus
from studio.domain.render import SegmentReport
from studio.domain.timeline import Happening, Stage
from tests.builders import JOB, NOON, a_job, a_progress, a_report, a_script, an_event
from tests.fakes import (
    CountingRandomness,
    FakeBus,
    FakeExecutions,
    InMemoryArtifacts,
    InMemoryJobs,
    InMemoryPastRuns,
    SteppingClock,
    insist,
)


@pytest.fixture
def jobs():
    jobs = InMemoryJobs()
    jobs.add(a_job(), an_event())
    return jobs


@pytest.fixture
def artifacts():
    return InMemoryArtifacts()


@pytest.fixture
def clock():
    return SteppingClock()


@pytest.fixture
def stamp(clock):
    return Stamp(clock, CountingRandomness())


@pytest.fixture
def advance(jobs, artifacts, clock, stamp):
    return an_advance(jobs, artifacts, clock, stamp)


def an_advance(jobs, artifacts, clock, stamp):
    return AdvanceJob(jobs, jobs, artifacts, clock, stamp, jobs.ledger, insist())


def rendered(artifacts, report):
    for name in ("final.mp4", "thumb.jpg", "voiceover.wav"):
        artifacts.bodies[f"jobs/{JOB}/outputs/{name}"] = b"x"
    artifacts.bodies[f"jobs/{JOB}/render/report.json"] = report.model_dump_json().encode()
    artifacts.bodies[f"jobs/{JOB}/work/script.json"] = (
        a_script(warnings=("No model wrote this.",)).model_dump_json().encode()
    )


def test_starting_twice_is_starting_once(advance, jobs):
    advance.start(JOB)
    advance.start(JOB)

    assert [e.happening for e in jobs.events(JOB)].count(Happening.STARTED) == 1


def test_a_finished_video_knows_its_files_length_and_warnings(advance, artifacts):
    lost = SegmentReport(number=2, frames=30, seconds=1.0, warning="ValueError in line 7")
    rendered(artifacts, a_report(segments=(lost,)))
    advance.start(JOB)

    job = advance.succeed(JOB)

    assert job.status is JobStatus.SUCCEEDED
    assert job.duration == 42.5
    assert job.outputs == ("final.mp4", "thumb.jpg", "voiceover.wav")
    assert job.warnings == ("No model wrote this.", "Scene 2: ValueError in line 7")


def test_success_needs_every_file_of_the_render(advance, artifacts):
    rendered(artifacts, a_report())
    del artifacts.bodies[f"jobs/{JOB}/outputs/thumb.jpg"]
    advance.start(JOB)

    with pytest.raises(RenderIncomplete, match=r"thumb\.jpg"):
        advance.succeed(JOB)


def test_the_renderers_own_words_explain_its_failure(advance, artifacts):
    report = a_report(failure="The narration could not be decoded.")
    artifacts.bodies[f"jobs/{JOB}/render/report.json"] = report.model_dump_json().encode()
    advance.start(JOB)

    job = advance.fail(JOB, stage="RenderVideo", error="States.TaskFailed", cause="{}")

    assert job.failure == "The narration could not be decoded."


def test_failing_a_job_that_is_over_changes_nothing(advance, jobs):
    first = advance.fail(JOB, stage="WriteScript", error="States.Timeout", cause="")
    again = advance.fail(JOB, stage="RenderVideo", error="Other", cause="")

    assert again == first
    assert [e.happening for e in jobs.events(JOB)].count(Happening.FAILED) == 1


def test_a_new_job_starts_its_execution_and_is_announced():
    executions, bus = FakeExecutions(), FakeBus()
    RelayChanges(executions, bus, InMemoryPastRuns())(None, a_job())

    assert executions.started == [JOB]
    assert [name for name, _ in bus.published] == ["JobAccepted"]
    assert "brief" not in bus.published[0][1]


def test_progress_alone_is_not_announced():
    executions, bus = FakeExecutions(), FakeBus()
    RelayChanges(executions, bus, InMemoryPastRuns())(a_job(), a_job())

    assert (executions.started, bus.published) == ([], [])


def test_an_end_is_announced_and_starts_nothing():
    executions, bus = FakeExecutions(), FakeBus()
    RelayChanges(executions, bus, InMemoryPastRuns())(a_job(), a_job().fail("x", at=NOON))

    assert executions.started == []
    assert [name for name, _ in bus.published] == ["JobFailed"]


def test_render_progress_moves_the_job_forward_only(jobs, artifacts, stamp):
    record = RecordProgress(jobs, artifacts, stamp)
    key = f"jobs/{JOB}/render/progress.json"
    for percent in (50, 50, 20):
        artifacts.bodies[key] = a_progress(percent=percent).model_dump_json().encode()
        record(key)

    assert jobs.progress([JOB])[JOB].stage is Stage.RENDERING
    told = [e for e in jobs.events(JOB) if e.happening is Happening.RENDER_PROGRESSED]
    assert [event.detail["percent"] for event in told] == [50]


def test_the_frames_of_all_parts_move_the_job_and_one_that_has_not_begun_has_none(
    jobs, artifacts, stamp
):
    record = RecordProgress(jobs, artifacts, stamp)
    percents = []
    for part, frames in ((2, 10), (1, 30), (2, 30), (1, 20)):
        key = f"parts/{JOB}/{part}/render/progress.json"
        told = a_progress(frames_done=frames, frames=90, percent=99, parts=3)
        artifacts.bodies[key] = told.model_dump_json().encode()
        record(key)
        percents.append(jobs.progress([JOB])[JOB].percent)

    told = [e for e in jobs.events(JOB) if e.happening is Happening.RENDER_PROGRESSED]
    assert [event.detail["frames_done"] for event in told] == [10, 40, 60]
    assert percents == sorted(percents)
    assert percents[-1] == percents[-2]


@pytest.mark.parametrize(
    ("status", "age", "outcome"),
    [
        ("running", timedelta(hours=9), "left alone"),
        ("missing", timedelta(seconds=5), "left alone"),
        ("missing", timedelta(minutes=5), "started again"),
        ("missing", timedelta(hours=2), "failed"),
        ("failed", timedelta(seconds=5), "failed"),
        ("succeeded", timedelta(hours=1), "failed"),
    ],
)
def test_the_sweeper_leaves_no_job_open(jobs, artifacts, status, age, outcome):
    executions = FakeExecutions(statuses={JOB: status})
    clock = SteppingClock(NOON + age)
    stamp = Stamp(clock, CountingRandomness())
    sweep = SweepJobs(jobs, executions, an_advance(jobs, artifacts, clock, stamp), clock)

    ended = sweep()

    assert ended == ([JOB] if outcome == "failed" else [])
    assert executions.started == ([JOB] if outcome == "started again" else [])
    assert jobs.get(JOB).status is (JobStatus.FAILED if outcome == "failed" else JobStatus.QUEUED)
    assert json.dumps(jobs.get(JOB).failure)


def test_the_sweeper_asked_about_one_job_looks_at_that_one(jobs, artifacts, clock, stamp):
    executions = FakeExecutions(statuses={JOB: "failed"})
    sweep = SweepJobs(jobs, executions, an_advance(jobs, artifacts, clock, stamp), clock)

    assert sweep([JOB]) == [JOB]
    assert sweep([JOB]) == []
    assert sweep(["deleted"]) == []
