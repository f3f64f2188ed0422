"""What a run leaves of itself at its end."""

import json
from datetime import timedelta

import pytest

from studio.application.artifacts import output_key, script_key
from studio.application.happenings import Stamp
from studio.application.stages.record_run import RecordRun, went_without
from studio.domain.stages import Stages
from studio.domain.timeline import Happening
from tests.builders import JOB, NOON, a_brief, a_job, a_script, an_event
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        (Stages(researches=True), "The topic could not be researched."),
        (Stages(modelled=True), "The script's facts could not be checked."),
        (Stages(reviews=True), "Nobody could look at the video."),
        (Stages(quizzes=True), "There is no quiz: it could not be written."),
    ],
)
def test_a_stage_that_was_to_be_and_never_ended_is_told_of(stages, sentence):
    assert list(went_without(stages, [an_event(0)])) == [sentence]


def test_what_ended_somehow_is_not_told_of_again():
    endings = ("RESEARCHED", "FACTS_CHECKED", "REVIEWED", "QUIZ_WRITTEN")
    events = [an_event(n, happening=Happening[name]) for n, name in enumerate(endings)]
    all_of_it = Stages(modelled=True, researches=True, reviews=True, quizzes=True)

    assert list(went_without(all_of_it, events)) == []


def test_the_check_of_an_older_draft_is_none_of_the_one_that_was_filmed():
    course = ("SCRIPT_WRITTEN", "FACTS_CHECKED", "SCRIPT_WRITTEN", "CHECKING_FACTS")
    events = [an_event(n, happening=Happening[name]) for n, name in enumerate(course)]

    (sentence,) = went_without(Stages(modelled=True), events)

    assert sentence == "The script's facts could not be checked."


def test_a_narration_that_is_reused_was_checked_before():
    events = [an_event(0, happening=Happening.NARRATION_REUSED)]

    assert list(went_without(Stages(modelled=True), events)) == []


def test_the_record_of_a_run_is_one_of_its_files_and_has_its_warnings():
    jobs, artifacts, clock = InMemoryJobs(), InMemoryArtifacts(), SteppingClock()
    started = a_job(brief=a_brief(quiz=True)).start(at=NOON - timedelta(seconds=9))
    jobs.add(started, an_event(0))
    artifacts.bodies[script_key(JOB)] = a_script().model_dump_json().encode()
    stamp = Stamp(clock, CountingRandomness())

    warnings = RecordRun(jobs, jobs, artifacts, clock, stamp, modelled=False)(JOB)

    stats = json.loads(artifacts.bodies[output_key(JOB, "run_stats.json")])
    assert warnings == ("There is no quiz: it could not be written.",)
    assert stats["warnings"] == list(warnings)
    assert (stats["run_id"], stats["claude_calls"], stats["cost_usd"]) == (JOB, 0, None)
