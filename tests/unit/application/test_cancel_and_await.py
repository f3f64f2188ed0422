import pytest

from studio.application.advance_job import AdvanceJob
from studio.application.await_job import AwaitJob
from studio.application.cancel_job import CancelJob
from studio.application.find_jobs import FindJobs
from studio.application.happenings import Stamp
from studio.application.relay_changes import RelayChanges
from studio.application.sweep_jobs import SweepJobs
from studio.domain.errors import JobAlreadyFinished, JobNotFound
from studio.domain.job import Dialect, JobStatus
from studio.domain.timeline import Happening
from tests.builders import JOB, a_caller, a_job, an_event
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

V1 = Dialect.CHALKBOARD_V1


@pytest.fixture
def jobs():
    jobs = InMemoryJobs()
    jobs.add(a_job(), an_event())
    return jobs


@pytest.fixture
def advance(jobs):
    clock = SteppingClock()
    stamp = Stamp(clock, CountingRandomness())
    return AdvanceJob(jobs, jobs, InMemoryArtifacts(), clock, stamp, jobs.ledger, insist())


def awaiting(jobs, naps, while_napping=lambda: None):
    def nap(seconds):
        naps.append(seconds)
        while_napping()

    return AwaitJob(
        FindJobs(jobs, jobs, InMemoryArtifacts(), SteppingClock()), SteppingClock(), nap
    )


def test_a_cancelled_job_says_so_in_its_timeline(advance, jobs):
    job = CancelJob(advance)(jobs.get(JOB))

    assert job.status is JobStatus.CANCELLED
    assert job.finished_at
    assert [event.happening for event in jobs.events(JOB)][-1] is Happening.CANCELLED


def test_what_is_over_cannot_be_cancelled_however_old_the_look_at_it(advance, jobs):
    seen = jobs.get(JOB)
    advance.fail(JOB, stage="PlanRender", error="E", cause="")
    for look in (seen, jobs.get(JOB)):
        with pytest.raises(JobAlreadyFinished):
            CancelJob(advance)(look)

    assert jobs.get(JOB).status is JobStatus.FAILED


def test_storing_a_cancel_stops_the_execution(advance, jobs):
    executions = FakeExecutions()
    before = jobs.get(JOB)
    after = CancelJob(advance)(before)
    RelayChanges(executions, FakeBus(), InMemoryPastRuns())(before, after)

    assert (executions.stopped, executions.started) == ([JOB], [])


def test_no_other_change_stops_it(advance, jobs):
    executions = FakeExecutions()
    relay = RelayChanges(executions, FakeBus(), InMemoryPastRuns())
    before = jobs.get(JOB)
    relay(None, before)
    running = advance.start(JOB)
    relay(before, running)
    relay(running, advance.fail(JOB, stage="PlanRender", error="E", cause=""))

    assert executions.stopped == []


def test_the_end_of_a_stopped_execution_leaves_the_job_cancelled(advance, jobs):
    cancelled = CancelJob(advance)(jobs.get(JOB))
    executions = FakeExecutions(statuses={JOB: "failed"})
    swept = SweepJobs(jobs, executions, advance, SteppingClock())([JOB])

    assert swept == []
    assert jobs.get(JOB) == cancelled
    assert advance.fail(JOB, stage="MarkRunning", error="IllegalTransition", cause="") == cancelled


def test_waiting_ends_with_the_job(advance, jobs):
    naps = []
    wait = awaiting(jobs, naps, lambda: advance.cancel(JOB))

    assert wait(JOB, caller=a_caller(), dialect=V1, seconds=25).status is JobStatus.CANCELLED
    assert len(naps) == 1


def test_waiting_ends_in_time(jobs):
    naps = []
    job = awaiting(jobs, naps)(JOB, caller=a_caller(), dialect=V1, seconds=10)

    assert job == jobs.get(JOB)
    assert 0 < len(naps) <= 10


def test_who_does_not_wait_does_not_sleep(jobs):
    naps = []
    awaiting(jobs, naps)(JOB, caller=a_caller(), dialect=V1, seconds=0)

    assert naps == []


def test_a_foreign_job_is_not_waited_for(jobs):
    naps = []
    for caller, dialect in ((a_caller(account_id="acct_x"), V1), (a_caller(), Dialect.KODISC_V2)):
        with pytest.raises(JobNotFound):
            awaiting(jobs, naps)(JOB, caller=caller, dialect=dialect, seconds=25)

    assert naps == []
