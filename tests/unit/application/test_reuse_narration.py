import pytest

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.reuse_narration import ReuseNarration
from studio.domain.brief import JobId
from studio.domain.errors import NothingToReuse
from studio.domain.timeline import Happening, Stage
from tests.builders import JOB, a_job, a_scene, a_script, a_track, an_event
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock

SOURCE = JobId("7b0c6c0e-0000-4000-8000-000000000002")


@pytest.fixture
def jobs():
    jobs = InMemoryJobs()
    jobs.add(a_job(source=SOURCE, rerender=True), an_event())
    return jobs


@pytest.fixture
def artifacts():
    artifacts, track = InMemoryArtifacts(), a_track()
    script = a_script(a_scene(1), a_scene(2))
    artifacts.bodies[keys.script_key(SOURCE)] = script.model_dump_json().encode()
    for number in (1, 2):
        artifacts.bodies[keys.track_key(SOURCE, number)] = track.model_dump_json().encode()
        audio = keys.audio_key(SOURCE, number, track.media_type)
        artifacts.bodies[audio] = f"voice {number}".encode()
    return artifacts


@pytest.fixture
def reuse(jobs, artifacts):
    stamp = Stamp(SteppingClock(), CountingRandomness())
    return ReuseNarration(jobs, jobs, artifacts, stamp)


def test_script_and_voice_are_the_sources_to_the_byte_and_once_more_changes_nothing(
    reuse, artifacts
):
    reuse(JOB)
    before, work = dict(artifacts.bodies), keys.work_prefix(SOURCE)
    reuse(JOB)

    assert artifacts.bodies == before
    assert set(artifacts.names(work)) == set(artifacts.names(keys.work_prefix(JOB)))
    for name in artifacts.names(work):
        assert artifacts.bodies[keys.work_prefix(JOB) + name] == artifacts.bodies[work + name]


def test_it_is_on_the_timeline_with_what_is_said(reuse, jobs):
    reuse(JOB)
    event = jobs.events(JOB)[-1]

    assert event.happening is Happening.NARRATION_REUSED
    assert event.progress.stage is Stage.COMPOSING_SCENES
    assert event.detail["source_job_id"] == SOURCE
    assert len(event.detail["segments"]) == 2


def test_a_narration_that_was_deleted_meanwhile_is_said_to_be(reuse, artifacts):
    del artifacts.bodies[keys.track_key(SOURCE, 2)]
    with pytest.raises(NothingToReuse, match="were deleted"):
        reuse(JOB)

    assert keys.script_key(JOB) not in artifacts.bodies
