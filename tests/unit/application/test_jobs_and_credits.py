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
    DailyCapReached,
    IdempotencyKeyReused,
    InsufficientCredits,
)
from studio.domain.idempotency import IdempotentRequest
from studio.domain.job import JobStatus
from studio.domain.prices import SCENE_RESERVE, reserve
from studio.domain.usage import QA_REPORT, QUIZ
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


def made(office, job_id, *, seconds=60):
    """Everything up to the render, with so many seconds of narration."""
    office.write(job_id)
    office.voice(job_id, 1, seconds)
    office.compose(job_id)
    return job_id


def test_a_topic_sets_aside_the_most_it_can_cost(office):
    office.opened(paid=100)
    job = office.jobs.get(office.explain(effort="medium", model=None, quality="medium"))

    assert job.hold.total == reserve(job.topic)
    assert spendable(office) == 100 - job.hold.total
    assert office.balance(OWNER).spent == job.hold.total


def test_a_finished_topic_costs_what_it_used(office):
    office.opened(paid=20)
    job_id = made(office, office.explain())
    office.film(job_id, 72)
    job = office.advance.succeed(job_id)

    assert (job.status, job.charge) == (JobStatus.SUCCEEDED, 9)
    assert (spendable(office), office.balance(OWNER).spent) == (11, 9)


def test_visual_checks_and_a_quiz_cost_nothing_unless_they_were_delivered(office):
    office.opened(paid=200)
    asked = {"qa_density": "normal", "quiz": True}
    without, with_both = (made(office, office.explain(**asked)) for _ in range(2))
    office.film(without, 72)
    office.film(with_both, 72, QA_REPORT, QUIZ)
    cheap, dear = (office.advance.succeed(job_id).charge for job_id in (without, with_both))

    assert (cheap, dear) == (9, 9 + 2 + 2)


def test_a_video_that_became_longer_than_expected_costs_what_was_set_aside(office):
    office.opened(paid=20)
    job_id = made(office, office.explain(), seconds=3000)
    office.film(job_id, 3000)

    assert office.advance.succeed(job_id).charge == 12
    assert spendable(office) == 8


def test_a_rerender_pays_for_scenes_and_pictures_alone(office):
    office.opened(paid=20)
    job_id = office.explain(rerender=True)
    assert office.jobs.get(job_id).hold.total == 5
    office.compose(job_id)
    office.film(job_id, 72)

    assert office.advance.succeed(job_id).charge == 4


def test_a_topic_that_failed_costs_nothing(office):
    office.opened(paid=20)
    job_id = made(office, office.explain())
    job = office.advance.fail(job_id, stage="RenderVideo", error="States.TaskFailed", cause="")

    assert (job.charge, spendable(office), office.balance(OWNER).spent) == (0, 20, 0)


def test_a_cancelled_topic_pays_for_the_stages_that_were_done(office):
    office.opened(paid=60)
    untouched, written, voiced = (office.explain() for _ in range(3))
    office.write(written)
    made(office, voiced)
    costs = [office.advance.cancel(job_id).charge for job_id in (untouched, written, voiced)]

    assert costs == [0, 2, 2 + 3 + 2]
    assert spendable(office) == 60 - sum(costs)
    assert office.reconcile().drift == 0


def test_a_scene_that_was_spoken_twice_is_paid_for_once(office):
    office.opened(paid=20)
    job_id = office.explain()
    office.write(job_id)
    for _ in range(3):
        office.voice(job_id, 1, 60)

    assert office.advance.cancel(job_id).charge == 2 + 3


def test_a_day_spends_no_more_than_its_cap_in_both_dialects_together(office):
    office.opened(paid=100)
    office.explain(cap=30)
    office.submit(cap=30)
    with pytest.raises(DailyCapReached) as refused:
        office.submit(cap=30)

    assert (refused.value.needed, refused.value.spent, refused.value.limit) == (10, 22, 30)
    assert str(refused.value).startswith("Daily spend cap reached: ")
    assert len(office.jobs.jobs) == 2


def test_the_next_day_in_utc_may_spend_again(office):
    office.opened(paid=100)
    office.explain(cap=12)
    office.clock.pass_(12 * 3600 - 1)
    with pytest.raises(DailyCapReached):
        office.explain(cap=12)
    office.clock.pass_(1)

    assert office.explain(cap=12)


def test_what_was_held_yesterday_is_not_given_back_to_today(office):
    office.opened(paid=100)
    yesterdays, cancelled = office.explain(), office.explain()
    office.clock.pass_(12 * 3600)
    office.explain()
    office.advance.cancel(cancelled)
    made(office, yesterdays)
    office.film(yesterdays, 72)
    office.advance.succeed(yesterdays)

    assert office.balance(OWNER).spent == 12
    entries = [e for e in office.ledger.entries(OWNER) if e.day == "2026-11-21"]
    assert sum(entry.spent for entry in entries) == 9
    assert office.reconcile().drift == 0


def test_what_a_cancelled_job_did_not_cost_may_be_spent_the_same_day(office):
    office.opened(paid=100)
    office.advance.cancel(office.explain(cap=12))

    assert office.explain(cap=12)


def test_credits_are_missed_before_the_cap_is(office):
    office.opened(paid=5)
    with pytest.raises(InsufficientCredits, match=r"^Insufficient credits: .* 12, .* 5\."):
        office.explain(cap=1)


def test_a_days_counter_that_is_off_by_one_is_found(office):
    office.opened(paid=100)
    office.explain()
    books = office.ledger.balances
    books[OWNER] = books[OWNER].model_copy(update={"spent": books[OWNER].spent + 1})

    assert office.reconcile().drift == 1


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
