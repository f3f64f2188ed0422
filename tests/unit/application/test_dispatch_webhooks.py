"""A job is over: who is told, and with which bytes."""

import pytest

from studio.application.relay_changes import RelayChanges
from studio.domain.errors import NothingToDeliver
from studio.domain.job import JobStatus
from tests.builders import JOB, NOON, a_job, an_endpoint
from tests.fakes import (
    FakeBus,
    FakeExecutions,
    InMemoryPastRuns,
)
from tests.unit.application.hooks import KEY, URL, World, a_kodisc_job, over


def test_the_url_is_not_announced():
    bus = FakeBus()
    relay = RelayChanges(FakeExecutions(), bus, InMemoryPastRuns())
    relay(a_kodisc_job(), over(a_kodisc_job()))

    assert len(bus.published) == 1
    assert URL not in str(bus.published)


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
@pytest.mark.parametrize("status", [JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED])
def test_the_end_of_a_job_starts_one_delivery_however_often_it_is_announced(job, status):
    world = World(over(job, status), an_endpoint())
    started = [world.dispatch(JOB) for _ in range(3)]

    assert started[0] == started[1] == started[2]
    assert list(world.deliveries.started) == started[0]
    assert len(started[0]) == 1


def test_what_is_told_is_said_once_and_kept_though_it_is_dispatched_again():
    world = World(over(a_job()), an_endpoint(), an_endpoint(id="whk_2"))
    world.dispatch(JOB)
    keys = {delivery.body_key for delivery in world.deliveries.started.values()}
    (key,) = keys
    first = world.artifacts.get(key)
    world.dispatch(JOB)

    assert world.artifacts.get(key) == first
    assert len(world.deliveries.started) == 2
    assert len({delivery.message for delivery in world.deliveries.started.values()}) == 1


def test_only_active_endpoints_of_the_account_that_asked_for_the_event_are_told():
    world = World(
        over(a_job(), JobStatus.CANCELLED),
        an_endpoint(id="whk_asked", events=("job.completed", "job.cancelled")),
        an_endpoint(id="whk_other", events=("job.completed", "job.failed")),
        an_endpoint(id="whk_disabled", disabled_at=NOON),
        an_endpoint(id="whk_theirs", account="acct_2"),
    )
    world.dispatch(JOB)

    assert [d.endpoint for d in world.deliveries.started.values()] == ["whk_asked"]


def test_an_apis_jobs_are_told_in_its_own_way_alone():
    kodisc = World(over(a_kodisc_job(webhook=None)), an_endpoint())
    chalkboard = World(over(a_job(webhook=URL, key=KEY)))

    assert kodisc.dispatch(JOB) == chalkboard.dispatch(JOB) == []
    assert kodisc.composed == chalkboard.composed == 0


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
def test_there_is_nothing_to_deliver_of_an_open_job(job):
    world = World(job, an_endpoint())
    with pytest.raises(NothingToDeliver):
        world.dispatch(JOB)
    with pytest.raises(NothingToDeliver):
        world.redeliver(JOB)

    assert world.deliveries.started == {}


def test_there_is_nothing_to_deliver_again_to_nobody():
    with pytest.raises(NothingToDeliver):
        World(over(a_kodisc_job(webhook=None))).redeliver(JOB)


@pytest.mark.parametrize("job", [a_kodisc_job(), a_job()])
def test_operators_deliver_again_as_often_as_they_like(job):
    world = World(over(job), an_endpoint())
    first, second, third = world.dispatch(JOB), world.redeliver(JOB), world.redeliver(JOB)

    names = {*first, *second, *third}
    assert set(world.deliveries.started) == names
    assert len(names) == 3
    assert all(len(name) <= 80 for name in names)
    assert len({delivery.message for delivery in world.deliveries.started.values()}) == 1


def test_a_kodisc_job_is_told_anew_each_time_for_its_links_grow_old():
    world = World(over(a_kodisc_job()))
    world.dispatch(JOB)
    world.redeliver(JOB)
    first, again = world.deliveries.started.values()

    assert world.artifacts.get(first.body_key) != world.artifacts.get(again.body_key)
