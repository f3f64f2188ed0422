from datetime import timedelta

import pytest

from studio.domain.errors import IllegalTransition
from studio.domain.job import JobStatus
from tests.builders import NOON, a_job

LATER = NOON + timedelta(seconds=5)


def succeeded():
    return a_job().start(at=LATER).succeed(at=LATER, outputs=(), duration=1.0, warnings=())


def test_every_move_is_a_new_version():
    job = a_job().start(at=LATER)

    assert (job.status, job.version, job.started_at) == (JobStatus.RUNNING, 2, LATER)


def test_a_queued_job_can_fail_before_it_ran():
    job = a_job().fail("no capacity", at=LATER)

    assert (job.status, job.failure, job.finished_at) == (JobStatus.FAILED, "no capacity", LATER)


@pytest.mark.parametrize("over", [succeeded(), a_job().fail("x", at=LATER)])
def test_a_job_that_is_over_stays_as_it_is(over):
    assert over.status.is_final
    with pytest.raises(IllegalTransition):
        over.start(at=LATER)
    with pytest.raises(IllegalTransition):
        over.fail("again", at=LATER)


def test_a_queued_job_cannot_succeed_without_running():
    with pytest.raises(IllegalTransition):
        a_job().succeed(at=LATER, outputs=(), duration=1.0, warnings=())
