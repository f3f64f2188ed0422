"""What the table's stream leaves behind for jobs to come."""

from datetime import timedelta

import pytest

from studio.application.relay_changes import RelayChanges
from tests.builders import NOON, a_brief, a_job
from tests.fakes import FakeBus, FakeExecutions, InMemoryPastRuns

RUNNING = a_job(brief=a_brief(effort="low", quality="low")).start(at=NOON)
LATER = NOON + timedelta(seconds=42)
SUCCEEDED = RUNNING.succeed(at=LATER, outputs=(), duration=1, warnings=())


@pytest.fixture
def runs():
    return InMemoryPastRuns()


def test_a_success_tells_later_jobs_like_it_how_long_to_expect(runs):
    relay = RelayChanges(FakeExecutions(), FakeBus(), runs)
    relay(RUNNING, SUCCEEDED)
    relay(SUCCEEDED, SUCCEEDED)

    assert runs.runs == {"topic/low/low": [42]}


@pytest.mark.parametrize("after", [RUNNING.fail("x", at=LATER), RUNNING.cancel(at=LATER)])
def test_what_did_not_succeed_tells_nothing(runs, after):
    RelayChanges(FakeExecutions(), FakeBus(), runs)(RUNNING, after)

    assert runs.runs == {}


def test_what_a_caller_asked_for_is_not_announced(runs):
    bus = FakeBus()
    asked = a_job(wishes=a_brief(effort="high"))
    RelayChanges(FakeExecutions(), bus, runs)(None, asked)

    ((_, detail),) = bus.published
    assert {"brief", "wishes"}.isdisjoint(detail)
