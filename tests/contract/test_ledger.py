"""What every ledger keeps: the stand-in of the unit tests, DynamoDB's table, and races on it."""

import dataclasses
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from studio.adapters.dynamodb_ledger import DynamoLedger
from studio.adapters.system import SystemRandomness
from studio.application.insist import Insist
from studio.domain.brief import AccountId, JobId
from studio.domain.credits import Balance
from studio.domain.errors import (
    AlreadyAccepted,
    BalanceConflict,
    Busy,
    ClaimConflict,
    DailyCapReached,
    EntryExists,
    IdempotencyKeyReused,
    InsufficientCredits,
    JobConflict,
    JobNotFound,
)
from studio.domain.idempotency import IdempotentRequest
from studio.domain.job import JobStatus
from studio.domain.ledger import Books
from tests.builders import NOON, a_job, an_event
from tests.credits.office import Office
from tests.credits.tables import stores
from tests.fakes import InMemoryJobs
from tests.tables import jobs_in

REQUEST = IdempotentRequest(route="POST /api/v2/render", key="a key / of # mine", fingerprint="f")


@pytest.fixture(params=["in memory", "dynamodb"])
def jobs(request):
    if request.param == "in memory":
        return InMemoryJobs()
    cloud = request.getfixturevalue("cloud")
    tables = cloud.stack.physical
    jobs = jobs_in(tables, cloud.client("dynamodb"))
    jobs.ledger = DynamoLedger(cloud.client("dynamodb"), table=tables["LedgerTable"])
    return jobs


@pytest.fixture
def ledger(jobs):
    return jobs.ledger


@pytest.fixture
def account():
    return AccountId(f"acct_{uuid.uuid4().hex}")


def granted(ledger, account, grant_id="g", *, paid=30):
    movement = Books(account, ledger.balance(account), NOON).grant(grant_id, free=0, paid=paid)
    ledger.record(movement)
    return movement


def another_job(account):
    """Finished, so that the deployed product leaves it alone."""
    return a_job(id=JobId(str(uuid.uuid4())), owner=account).fail("made for a test", at=NOON)


def held(ledger, job, credits_=10):
    movement, _ = Books(job.owner, ledger.balance(job.owner), NOON).hold(job.id, credits_, cap=1000)
    return movement


def test_an_account_that_never_moved_has_an_empty_balance(ledger, account):
    assert ledger.balance(account) == Balance()
    assert list(ledger.entries(account)) == []


def test_what_was_recorded_is_read_as_it_was(ledger, account):
    movement = granted(ledger, account)

    assert ledger.balance(account) == movement.after
    assert sorted(ledger.entries(account), key=lambda entry: entry.id) == list(movement.entries)
    assert account in list(ledger.accounts())


def test_a_movement_of_an_older_balance_is_refused_whole(ledger, account):
    early = Books(account, ledger.balance(account), NOON).grant("late", free=0, paid=1)
    kept = granted(ledger, account)

    with pytest.raises(BalanceConflict):
        ledger.record(early)
    assert ledger.balance(account) == kept.after
    assert "grant#late" not in [entry.id for entry in ledger.entries(account)]


def test_an_entry_is_made_once(ledger, account):
    granted(ledger, account)

    with pytest.raises(EntryExists):
        granted(ledger, account)
    assert ledger.balance(account).paid == 30


def test_a_job_is_stored_with_its_hold_or_not_at_all(jobs, ledger, account):
    granted(ledger, account)
    job = another_job(account)
    stale = held(ledger, job)
    granted(ledger, account, "another")

    with pytest.raises(BalanceConflict):
        jobs.add(job, an_event(), movement=stale)
    with pytest.raises(JobNotFound):
        jobs.get(job.id)
    assert list(jobs.events(job.id)) == []

    jobs.add(job, an_event(), movement=held(ledger, job))
    assert (jobs.get(job.id), ledger.balance(account).held) == (job, 10)


def test_a_job_that_is_there_already_holds_nothing_more(jobs, ledger, account):
    granted(ledger, account)
    job = another_job(account)
    jobs.add(job, an_event(1), movement=held(ledger, job))
    before = ledger.balance(account)

    with pytest.raises(JobConflict):
        jobs.add(job, an_event(2), movement=held(ledger, another_job(account)))
    moved = job.model_copy(update={"version": job.version + 5})
    with pytest.raises(JobConflict):
        jobs.save(moved, an_event(3), movement=held(ledger, another_job(account)))
    assert ledger.balance(account) == before
    assert [event.id for event in jobs.events(job.id)] == ["0001"]


def test_a_claim_may_be_on_a_route_and_a_key_of_any_length(jobs, ledger, account):
    job = another_job(account)
    long = IdempotentRequest(route=f"POST /jobs/{'0' * 3000}/retry", key="ÿ" * 200, fingerprint="f")
    assert ledger.claim(account, long) is None
    claim = long.claim(account, job.id, now=NOON)
    jobs.add(job, an_event(), claim=claim)

    assert ledger.claim(account, long) == claim
    assert ledger.claim(account, long.model_copy(update={"key": "ÿ" * 199})) is None


def test_a_key_is_claimed_once_until_it_expires(jobs, ledger, account):
    first, second = another_job(account), another_job(account)
    claim = REQUEST.claim(account, first.id, now=NOON)
    jobs.add(first, an_event(), claim=claim)
    assert ledger.claim(account, REQUEST) == claim

    late = claim.model_copy(update={"job_id": second.id})
    with pytest.raises(ClaimConflict):
        jobs.add(second, an_event(at=NOON + timedelta(hours=23)), claim=late)
    assert ledger.claim(account, REQUEST) == claim

    jobs.add(second, an_event(at=NOON + timedelta(hours=24)), claim=late)
    assert ledger.claim(account, REQUEST) == late


def test_a_claim_is_the_accounts_and_the_routes_own(jobs, ledger, account):
    job = another_job(account)
    jobs.add(job, an_event(), claim=REQUEST.claim(account, job.id, now=NOON))

    elsewhere = REQUEST.model_copy(update={"route": "POST /api/v2/frame"})
    assert ledger.claim(account, elsewhere) is None
    assert ledger.claim(AccountId(f"{account}x"), REQUEST) is None


def test_a_claim_is_no_entry_of_the_books(jobs, ledger, account):
    job = another_job(account)
    jobs.add(job, an_event(), claim=REQUEST.claim(account, job.id, now=NOON))

    assert list(ledger.entries(account)) == []
    assert account not in list(ledger.accounts())


@pytest.fixture
def office(cloud):
    """The real adapters, on tables that the deployed product does not know."""
    return Office(*stores(cloud.client("dynamodb"), uuid.uuid4().hex))


def at_once(count, deed):
    """What each of many threads, let go together, returned or raised."""
    gate = threading.Barrier(count)

    def run(number):
        gate.wait()
        try:
            return deed(number)
        except Exception as error:  # noqa: BLE001 - it is the outcome
            return type(error)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def test_of_100_reservations_at_once_on_credits_for_10_exactly_10_succeed(office, account):
    office.opened(account, paid=100)
    outcomes = at_once(100, lambda _: office.submit(account))

    assert outcomes.count(InsufficientCredits) == 90
    assert office.balance(account).total == 0
    assert office.ledger.balance(account).held == 100
    assert len(list(office.jobs.unfinished())) == 10
    assert office.reconcile().drift == 0


def test_of_100_topics_at_once_on_a_day_for_10_exactly_10_are_accepted(office, account):
    office.opened(account, paid=5000)
    outcomes = at_once(100, lambda _: office.explain(account, cap=10 * 14))

    assert outcomes.count(DailyCapReached) == 90
    assert office.balance(account).spent == office.ledger.balance(account).held == 140
    assert office.reconcile().drift == 0


def test_reservations_at_once_that_can_all_be_paid_are_all_made(office, account):
    patient = Insist(SystemRandomness(), time.sleep)
    office.submit_job = dataclasses.replace(office.submit_job, insist=patient)
    office.opened(account, paid=1000)
    outcomes = at_once(40, lambda _: office.submit(account))

    assert len(set(outcomes)) == 40
    assert Busy not in outcomes
    assert office.ledger.balance(account).held == 400


def test_an_end_that_races_with_the_sweeper_settles_once(office, account):
    office.opened(account, paid=1000)
    for _ in range(10):
        job_id = office.submit(account)
        office.render(job_id, 3)
        ends = [
            lambda job_id=job_id: office.advance.succeed(job_id),
            lambda job_id=job_id: office.advance.fail(job_id, stage="", error="", cause=""),
            lambda job_id=job_id: office.advance.cancel(job_id),
        ]
        jobs = at_once(6, lambda number, ends=ends: ends[number % 3]())

        assert [job for job in jobs if job != jobs[0]] == []
        settled = [e for e in office.ledger.entries(account) if e.id == f"settle#{job_id}"]
        assert len(settled) == 1
        assert settled[0].charge == (3 if jobs[0].status is JobStatus.SUCCEEDED else 0)
    assert office.reconcile().drift == 0


def test_a_topic_that_is_ended_by_several_at_once_is_charged_as_its_one_end_says(office, account):
    office.opened(account, paid=1000)
    charges = {JobStatus.SUCCEEDED: 9, JobStatus.CANCELLED: 7, JobStatus.FAILED: 0}
    for _ in range(5):
        job_id = office.explain(account)
        office.write(job_id)
        office.voice(job_id, 1, 60)
        office.compose(job_id)
        office.film(job_id, 72)
        before = office.ledger.balance(account)
        ends = [
            lambda job_id=job_id: office.advance.succeed(job_id),
            lambda job_id=job_id: office.advance.fail(job_id, stage="", error="", cause=""),
            lambda job_id=job_id: office.advance.cancel(job_id),
        ]
        first, *others = at_once(6, lambda number, ends=ends: ends[number % 3]())
        again = office.advance.succeed(job_id)

        assert [job for job in (*others, again) if job != first] == []
        assert first.charge == charges[first.status]
        assert office.ledger.balance(account).paid == before.paid + 14 - first.charge
    assert office.ledger.balance(account).held == 0
    assert office.reconcile().drift == 0


def test_the_same_request_many_times_at_once_makes_one_job(office, account):
    office.opened(account, paid=1000)
    outcomes = at_once(12, lambda _: office.submit(account, request=REQUEST))

    assert sorted(map(str, outcomes)).count(str(AlreadyAccepted)) == 11
    assert office.ledger.balance(account).held == 10

    other = REQUEST.model_copy(update={"fingerprint": "other"})
    with pytest.raises(IdempotencyKeyReused):
        office.submit(account, request=other)


def test_the_same_grant_many_times_at_once_is_made_once(office, account):
    office.opened(account)
    at_once(12, lambda _: office.grant(account, "payment-1", paid=100))

    assert office.balance(account).paid == 100
