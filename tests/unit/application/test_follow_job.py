import asyncio
import threading

import pytest

from studio.application.follow_job import LONGEST, SILENCE, FollowJob, Signal
from studio.application.happenings import Stamp
from studio.domain.timeline import Happening
from tests.builders import JOB, a_job, an_event
from tests.fakes import CountingRandomness, InMemoryJobs, SteppingClock


@pytest.fixture
def clock():
    return SteppingClock()


@pytest.fixture
def stamp(clock):
    return Stamp(clock, CountingRandomness())


@pytest.fixture
def jobs(stamp):
    jobs = InMemoryJobs()
    jobs.add(a_job(), stamp(Happening.ACCEPTED))
    return jobs


def listen(jobs, clock, *, while_asleep=(), **options):
    """What one listener is told while these things happen, one in each nap."""
    happenings = iter(while_asleep)

    async def nap(seconds):
        next(happenings, lambda: None)()

    async def told():
        return [told async for told in FollowJob(jobs, clock, nap)(JOB, **options)]

    return asyncio.run(told())


def words(told):
    return [each if isinstance(each, Signal) else each.happening for each in told]


def test_the_past_comes_first_then_what_happens_then_done(jobs, clock, stamp):
    told = listen(
        jobs,
        clock,
        while_asleep=[
            lambda: jobs.record(JOB, stamp(Happening.STARTED)),
            lambda: None,
            lambda: jobs.record(JOB, stamp(Happening.FAILED)),
        ],
    )

    assert words(told) == [
        Happening.ACCEPTED,
        Happening.STARTED,
        Happening.FAILED,
        Signal.DONE,
    ]


def test_two_listeners_both_hear_everything(jobs, clock, stamp):
    async def hear(nap):
        return [told async for told in FollowJob(jobs, clock, nap)(JOB)]

    async def both():
        asleep = asyncio.Barrier(3)

        async def nap(_):
            await asleep.wait()
            await asleep.wait()

        hearing = [asyncio.create_task(hear(nap)) for _ in range(2)]
        await asleep.wait()
        jobs.record(JOB, stamp(Happening.SUCCEEDED))
        await asleep.wait()
        return await asyncio.gather(*hearing)

    one, other = asyncio.run(both())
    assert words(one) == [Happening.ACCEPTED, Happening.SUCCEEDED, Signal.DONE]
    assert other == one


def test_who_listens_to_a_job_that_is_deleted_is_told_that_nothing_follows(jobs, clock, stamp):
    def delete():
        jobs.record(JOB, stamp(Happening.FAILED))
        jobs.forget(JOB)

    assert words(listen(jobs, clock, while_asleep=[delete])) == [Happening.ACCEPTED, Signal.DONE]


def test_who_comes_back_hears_what_followed(jobs, clock, stamp):
    jobs.record(JOB, stamp(Happening.STARTED))
    jobs.record(JOB, stamp(Happening.CANCELLED))
    accepted, started, cancelled = jobs.events(JOB)

    assert listen(jobs, clock, last_id=accepted.id) == [started, cancelled, Signal.DONE]
    assert listen(jobs, clock, last_id=cancelled.id) == [Signal.DONE]
    assert listen(jobs, clock, last_id="gone") == [accepted, started, cancelled, Signal.DONE]
    assert listen(jobs, clock, replay=False) == [Signal.DONE]


def test_an_event_that_is_stored_late_is_still_told(jobs, clock, stamp):
    early = stamp(Happening.STARTED)
    told = listen(
        jobs,
        clock,
        while_asleep=[
            lambda: jobs.record(JOB, stamp(Happening.SCRIPT_WRITTEN)),
            lambda: jobs.record(JOB, early),
            lambda: jobs.record(JOB, stamp(Happening.SUCCEEDED)),
        ],
    )

    assert words(told)[1:4] == [Happening.SCRIPT_WRITTEN, Happening.STARTED, Happening.SUCCEEDED]


def test_only_what_is_new_is_read_after_the_first_look(jobs, clock, stamp):
    jobs.told[JOB] = [an_event(1, id="20200101T000000.000000-0001"), stamp(Happening.STARTED)]
    asked, read = [], jobs.events

    def events(job_id, *, since=""):
        asked.append((since, threading.current_thread() is threading.main_thread()))
        return read(job_id, since=since)

    jobs.events = events
    listen(jobs, clock, while_asleep=[lambda: jobs.record(JOB, stamp(Happening.SUCCEEDED))])

    assert [since > "20261121T1159" for since, _ in asked] == [False, True]
    assert not any(on_the_loop for _, on_the_loop in asked)


def test_silence_is_broken_and_after_fourteen_minutes_the_listener_has_to_come_back(jobs, clock):
    opened = clock.at
    told = listen(jobs, clock)

    assert words(told)[0] is Happening.ACCEPTED
    assert set(told[1:]) == {Signal.STILL_THERE}
    assert len(told) - 1 == pytest.approx(LONGEST / SILENCE, rel=0.1)
    assert LONGEST <= clock.at - opened < LONGEST + SILENCE
