"""What accepting and ending a job does to its account."""

import pytest

from studio.application.advance_job import UNPAID
from studio.application.insist import ATTEMPTS
from studio.application.sweep_jobs import SweepJobs
from studio.domain.brief import AccountId
from studio.domain.errors import (
    AccountNotFound,
    AlreadyAccepted,
    BalanceConflict,
    Busy,
    IdempotencyKeyReused,
    InsufficientCredits,
)
from studio.domain.idempotency import IdempotentRequest
from studio.domain.job import JobStatus
from studio.domain.prices import SCENE_RESERVE
from tests.builders import OWNER
from tests.credits.office import Office
from tests.fakes import FakeExecutions


@pytest.fixture
def office():
    return Office()


def a_request(key="k", fingerprint="f"):
    return IdempotentRequest(route="POST /render", key=key, fingerprint=fingerprint)


def spendable(office):
    return office.balance(OWNER).total


def test_accepting_a_render_sets_its_reserve_aside(office):
    office.opened(paid=30)
    job = office.jobs.get(office.submit())

    assert (spendable(office), job.hold.paid) == (20, SCENE_RESERVE)


def test_without_credits_nothing_is_stored(office):
    office.opened(paid=SCENE_RESERVE - 1)
    with pytest.raises(InsufficientCredits):
        office.submit()

    assert (office.jobs.jobs, office.artifacts.bodies) == ({}, {})
    assert spendable(office) == SCENE_RESERVE - 1


def test_an_account_nobody_granted_anything_has_its_monthly_allowance(office):
    assert spendable(office) == 1000
    office.submit()

    assert spendable(office) == 990


def test_nobody_grants_credits_to_an_account_that_is_not_there(office):
    with pytest.raises(AccountNotFound):
        office.grant(AccountId("acct_typo"), "g", paid=5)

    assert list(office.ledger.accounts()) == []


def test_a_finished_render_costs_its_measured_seconds(office):
    office.opened(paid=100)
    job_id = office.submit(quality="medium")
    office.render(job_id, 18.5, measured=18.42)
    job = office.advance.succeed(job_id)

    assert (job.charge, job.render_seconds) == (42, 18.42)
    assert spendable(office) == 58


def test_a_render_that_says_it_took_longer_than_it_could_have_is_not_believed(office):
    office.opened(paid=100)
    job_id = office.submit()
    office.render(job_id, 3, measured=60)

    assert office.advance.succeed(job_id).charge == 3


def test_a_cheap_render_returns_the_rest_of_its_reserve(office):
    office.opened(paid=100)
    job_id = office.submit()
    office.render(job_id, 2)
    office.advance.succeed(job_id)

    assert spendable(office) == 98


def test_a_render_that_cannot_be_paid_fails_refunded_and_shows_nothing(office):
    office.opened(paid=15)
    job_id = office.submit()
    office.render(job_id, 16)
    job = office.advance.succeed(job_id)

    assert (job.status, job.failure) == (JobStatus.FAILED, UNPAID)
    assert (job.charge, job.outputs, job.render_seconds) == (0, (), 16)
    assert spendable(office) == 15


def test_a_job_that_failed_costs_nothing(office):
    office.opened(paid=20)
    job_id = office.submit()
    office.render(job_id, 7)
    job = office.advance.fail(job_id, stage="RenderVideo", error="States.TaskFailed", cause="")

    assert (job.charge, job.render_seconds) == (0, 7)
    assert spendable(office) == 20


def test_a_cancelled_job_costs_nothing(office):
    office.opened(paid=20)
    job = office.advance.cancel(office.submit())

    assert (job.status, job.charge) == (JobStatus.CANCELLED, 0)
    assert spendable(office) == 20


def test_a_job_that_never_started_is_swept_and_refunded(office):
    office.opened(paid=20)
    job_id = office.submit()
    office.clock.pass_(2 * 3600)
    sweep = SweepJobs(office.jobs, FakeExecutions(), office.advance, office.clock)

    assert sweep() == [job_id]
    assert spendable(office) == 20


@pytest.mark.parametrize("end", ["succeed", "cancel", "fail"])
@pytest.mark.parametrize("again", ["succeed", "cancel", "fail"])
def test_an_ended_job_is_settled_once_whatever_comes_later(office, end, again):
    office.opened(paid=50)
    job_id = office.submit()
    office.render(job_id, 4)

    def ended(how):
        if how == "fail":
            return office.advance.fail(job_id, stage="x", error="States.Timeout", cause="")
        return getattr(office.advance, how)(job_id)

    first, left = ended(end), spendable(office)

    assert ended(again) == first
    assert spendable(office) == left
    assert [e.id for e in office.ledger.entries(OWNER)].count(f"settle#{job_id}") == 1


def test_the_same_request_again_names_its_job_even_without_credits(office):
    office.opened(paid=SCENE_RESERVE)
    job_id = office.submit(request=a_request())

    with pytest.raises(AlreadyAccepted) as repeated:
        office.submit(request=a_request())
    assert repeated.value.job_id == job_id
    with pytest.raises(IdempotencyKeyReused):
        office.submit(request=a_request(fingerprint="other"))
    with pytest.raises(InsufficientCredits):
        office.submit(request=a_request(key="another"))


def test_after_a_day_a_key_may_be_used_again(office):
    office.opened(paid=20)
    first = office.submit(request=a_request())
    office.clock.pass_(24 * 3600)

    assert office.submit(request=a_request()) != first


def test_a_refused_request_leaves_its_key_free(office):
    office.opened()
    with pytest.raises(InsufficientCredits):
        office.submit(request=a_request())
    office.grant(OWNER, "more", paid=10)

    assert office.submit(request=a_request())


def test_a_grant_happens_once(office):
    office.opened()
    for _ in range(2):
        balance = office.grant(OWNER, "payment-1", paid=100, free=5)

    assert (balance.paid, balance.free) == (100, 5)


@pytest.mark.parametrize("what", [{"paid": -1}, {"free": -1}, {"allowance": -1}])
def test_a_grant_takes_nothing_away(office, what):
    with pytest.raises(ValueError, match="takes nothing away"):
        office.grant(OWNER, "g", **what)


def test_an_allowance_is_renewed_with_the_month_and_only_once(office):
    office.opened(allowance=30)
    office.submit()
    office.clock.pass_(31 * 24 * 3600)

    assert spendable(office) == 30
    office.submit()
    office.submit()
    assert spendable(office) == 10


def test_whoever_never_wins_the_race_is_told_to_come_back(office):
    office.opened(paid=20)
    tried = []

    def always_too_late(movement):
        tried.append(movement)
        raise BalanceConflict(movement.account)

    office.ledger.record = always_too_late
    with pytest.raises(Busy):
        office.submit()
    assert len(tried) == ATTEMPTS


def test_a_busy_account_does_not_keep_the_sweeper_from_the_others(office):
    busy, idle = AccountId("busy"), AccountId("idle")
    for account in (busy, idle):
        office.opened(account, paid=20)
    kept, ended = office.submit(busy), office.submit(idle)
    office.clock.pass_(2 * 3600)
    record = office.ledger.record

    def too_late_for_one(movement):
        if movement.account == busy:
            raise BalanceConflict(movement.account)
        record(movement)

    office.ledger.record = too_late_for_one
    sweep = SweepJobs(office.jobs, FakeExecutions(), office.advance, office.clock)
    assert sweep() == [ended]
    assert not office.jobs.get(kept).status.is_final

    office.ledger.record = record
    assert sweep() == [kept]


def test_losing_a_race_once_is_not_noticed(office):
    office.opened(paid=20)
    record, lost = office.ledger.record, []

    def too_late_once(movement):
        if not lost:
            lost.append(movement)
            raise BalanceConflict(movement.account)
        record(movement)

    office.ledger.record = too_late_once
    office.submit()
    assert spendable(office) == 10


def test_the_books_of_every_account_agree_and_one_lost_credit_is_found(office):
    office.opened(paid=40)
    office.render(done := office.submit(), 4)
    office.advance.succeed(done)
    office.submit()
    assert office.reconcile().drift == 0

    balance = office.ledger.balances[OWNER]
    office.ledger.balances[OWNER] = balance.model_copy(update={"paid": balance.paid - 1})
    found = office.reconcile()
    assert (found.drift, list(found.drifts)) == (1, [OWNER])


def test_a_hold_whose_job_is_over_is_found(office):
    office.opened(paid=40)
    job_id = office.submit()
    office.jobs.jobs[job_id] = office.jobs.get(job_id).cancel(at=office.clock.now())

    assert office.reconcile().drift == SCENE_RESERVE


def test_an_account_that_never_holds_still_is_left_for_tomorrow(office):
    office.opened(paid=40)
    read = office.ledger.balance

    def moving(account):
        office.ledger.balances[account] = read(account).model_copy(
            update={"version": read(account).version + 1}
        )
        return read(account)

    office.ledger.balance = moving
    assert office.reconcile().restless == (OWNER,)
