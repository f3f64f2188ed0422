"""What every store of jobs keeps: the stand-in of the unit tests, and DynamoDB's own tables."""

import threading
import uuid
from datetime import timedelta

import pytest

from studio.adapters.dynamodb import DynamoJobs
from studio.domain.brief import AccountId, JobId
from studio.domain.errors import JobConflict, JobNotFound
from studio.domain.job import Dialect
from studio.domain.timeline import Happening, Progress, Stage
from tests.builders import NOON, a_job, an_event
from tests.fakes import InMemoryJobs
from tests.tables import jobs_in


@pytest.fixture(params=["in memory", "dynamodb"])
def jobs(request):
    if request.param == "in memory":
        return InMemoryJobs()
    cloud = request.getfixturevalue("cloud")
    return jobs_in(cloud.stack.physical, cloud.client("dynamodb"))


def another_job(**changes):
    """Finished, so that the deployed product leaves it alone, and owned by nobody it knows."""
    return a_job(id=JobId(str(uuid.uuid4())), **changes).fail("made for a test", at=NOON)


def moved(job):
    return job.model_copy(update={"version": job.version + 1})


def test_what_was_added_is_found_as_it_was(jobs):
    job = another_job()
    jobs.add(job, an_event())

    assert jobs.get(job.id) == job


def test_an_unknown_job_is_not_found(jobs):
    with pytest.raises(JobNotFound):
        jobs.get(JobId("nobody"))


def test_a_job_is_added_once_and_the_loser_leaves_no_event(jobs):
    job = another_job()
    jobs.add(job, an_event(1))
    with pytest.raises(JobConflict):
        jobs.add(job, an_event(2))

    assert [event.id for event in jobs.events(job.id)] == ["0001"]


def test_the_second_of_two_racing_writers_loses(jobs):
    job = another_job()
    jobs.add(job, an_event(1))
    jobs.save(moved(job), an_event(2))

    with pytest.raises(JobConflict):
        jobs.save(moved(job), an_event(3))
    assert [event.id for event in jobs.events(job.id)] == ["0001", "0002"]


def test_a_job_that_was_never_added_cannot_be_saved(jobs):
    with pytest.raises(JobConflict):
        jobs.save(moved(another_job()), an_event())


def test_an_owners_jobs_come_newest_first_up_to_the_limit(jobs):
    owner = AccountId(f"acct_{uuid.uuid4()}")
    made = [another_job(owner=owner, created_at=NOON + timedelta(hours=n)) for n in (1, 3, 2)]
    for job in made:
        jobs.add(job, an_event())
    jobs.add(another_job(owner=AccountId("acct_stranger")), an_event())

    v1 = Dialect.CHALKBOARD_V1
    assert [j.id for j in jobs.owned_by(owner, dialect=v1, limit=2)] == [made[1].id, made[2].id]


def test_each_api_lists_its_own_jobs(jobs):
    owner = AccountId(f"acct_{uuid.uuid4()}")
    made = {dialect: another_job(owner=owner, dialect=dialect) for dialect in Dialect}
    for job in made.values():
        jobs.add(job, an_event())

    for dialect in Dialect:
        assert jobs.owned_by(owner, dialect=dialect, limit=2) == [made[dialect]]


def test_only_jobs_that_are_not_over_are_unfinished(jobs):
    job = another_job()
    jobs.add(job, an_event())

    assert job.id not in [unfinished.id for unfinished in jobs.unfinished()]


def test_events_come_in_the_order_of_their_ids(jobs):
    job = another_job()
    jobs.add(job, an_event(1))
    for number in (3, 2):
        jobs.record(job.id, an_event(number, happening=Happening.WARNED, detail={"n": number}))

    assert [event.id for event in jobs.events(job.id)] == ["0001", "0002", "0003"]


def test_a_timeline_can_be_forgotten_however_long_it_is(jobs):
    job, other = another_job(), another_job()
    for each in (job, other):
        jobs.add(each, an_event(0))
    for number in range(1, 60):
        jobs.record(job.id, an_event(number, happening=Happening.WARNED))
    jobs.forget(job.id)
    jobs.forget(job.id)

    assert list(jobs.events(job.id)) == []
    assert len(jobs.events(other.id)) == 1


def test_progress_moves_forward_and_never_back(jobs):
    job = a_job(id=JobId(str(uuid.uuid4()))).start(at=NOON)
    jobs.add(job, an_event(1, progress=Progress(stage=Stage.QUEUED, percent=0)))
    for number, percent in enumerate((40, 90, 60), start=2):
        progress = Progress(stage=Stage.RENDERING, percent=percent)
        jobs.record(job.id, an_event(number, progress=progress))
    unknown = JobId("nobody")

    assert jobs.progress([job.id, unknown]) == {
        job.id: Progress(stage=Stage.RENDERING, percent=90),
        unknown: Progress(),
    }


def test_a_stage_that_comes_again_is_told_and_the_job_is_as_far_on_as_it_was(jobs):
    job = a_job(id=JobId(str(uuid.uuid4()))).start(at=NOON)
    jobs.add(job, an_event(1, progress=Progress(stage=Stage.RENDERING, percent=90)))
    jobs.record(job.id, an_event(2, progress=Progress(stage=Stage.PLANNING_RENDER, percent=26)))
    before = jobs.progress([job.id])[job.id]
    jobs.record(job.id, an_event(3, progress=Progress(stage=Stage.REPAIRING_SCENES, percent=26)))

    assert before == Progress(stage=Stage.RENDERING, percent=90)
    assert jobs.progress([job.id])[job.id] == Progress(stage=Stage.REPAIRING_SCENES, percent=90)


class OneByOne:
    """DynamoDB on a busy day: of each batch it answers for the first key only."""

    def __init__(self, client):
        self.busy = client

    def __getattr__(self, name):
        return getattr(self.busy, name)

    def batch_get_item(self, RequestItems):  # noqa: N803 - as boto3 has it
        ((table, asked),) = RequestItems.items()
        now, later = asked["Keys"][:1], asked["Keys"][1:]
        answer = self.busy.batch_get_item(RequestItems={table: asked | {"Keys": now}})
        return answer | {"UnprocessedKeys": {table: asked | {"Keys": later}} if later else {}}


def test_no_jobs_progress_is_left_out_on_a_busy_day(cloud):
    jobs = jobs_in(cloud.stack.physical, OneByOne(cloud.client("dynamodb")))
    known = [another_job() for _ in range(3)]
    for job in known:
        jobs.add(job, an_event(progress=Progress(stage=Stage.RENDERING, percent=40)))

    assert {each.percent for each in jobs.progress([job.id for job in known]).values()} == {40}


def test_progress_stays_where_it_was_when_the_job_is_over(jobs):
    job = another_job()
    jobs.add(job, an_event(1, progress=Progress(stage=Stage.RENDERING, percent=40)))
    jobs.record(job.id, an_event(2, progress=Progress(stage=Stage.RENDERING, percent=90)))

    assert jobs.progress([job.id])[job.id].percent == 40


def test_the_events_since_one_begin_with_it(jobs):
    job = another_job()
    jobs.add(job, an_event(1))
    for number in (2, 3):
        jobs.record(job.id, an_event(number))

    assert [event.id for event in jobs.events(job.id, since="0002")] == ["0002", "0003"]
    assert jobs.events(job.id, since="0004") == []


def test_of_many_writers_at_once_exactly_one_wins(jobs):
    job = another_job()
    jobs.add(job, an_event(0))
    outcomes = []

    def write(number):
        try:
            jobs.save(moved(job), an_event(number))
            outcomes.append("won")
        except JobConflict:
            outcomes.append("lost")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    if isinstance(jobs, DynamoJobs):
        assert sorted(outcomes) == ["lost"] * 7 + ["won"]
    assert len(jobs.events(job.id)) == 1 + outcomes.count("won")
