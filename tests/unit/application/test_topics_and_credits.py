"""What topics set aside and cost, and what a day may spend."""

import pytest

from studio.domain.errors import DailyCapReached, InsufficientCredits
from studio.domain.job import JobStatus
from studio.domain.prices import reserve
from studio.domain.usage import QA_REPORT, QUIZ_FILE
from tests.builders import OWNER, a_brief
from tests.credits.office import CHEAP, Office

MOST = reserve(a_brief(**CHEAP))
AGAIN = reserve(a_brief(**CHEAP), rerender=True)
"""What a test key's run sets aside, and its rerender."""


@pytest.fixture
def office():
    return Office()


def spendable(office):
    return office.balance(OWNER).total


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
    office.film(with_both, 72, QA_REPORT, QUIZ_FILE)
    cheap, dear = (office.advance.succeed(job_id).charge for job_id in (without, with_both))

    assert (cheap, dear) == (9, 9 + 1 + 1)


def test_a_video_that_became_longer_than_expected_costs_what_was_set_aside(office):
    office.opened(paid=20)
    job_id = made(office, office.explain(), seconds=3000)
    office.film(job_id, 3000)

    assert office.advance.succeed(job_id).charge == MOST
    assert spendable(office) == 20 - MOST


def test_a_rerender_pays_for_scenes_and_pictures_alone(office):
    office.opened(paid=20)
    job_id = office.explain(rerender=True)
    assert office.jobs.get(job_id).hold.total == AGAIN
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
    cap = MOST + 18
    office.explain(cap=cap)
    office.submit(cap=cap)
    with pytest.raises(DailyCapReached) as refused:
        office.submit(cap=cap)

    told = refused.value
    assert (told.needed, told.spent, told.limit) == (10, MOST + 10, cap)
    assert str(refused.value).startswith("Daily spend cap reached: ")
    assert len(office.jobs.jobs) == 2


def test_the_next_day_in_utc_may_spend_again(office):
    office.opened(paid=100)
    office.explain(cap=MOST)
    office.clock.pass_(12 * 3600 - 1)
    with pytest.raises(DailyCapReached):
        office.explain(cap=MOST)
    office.clock.pass_(1)

    assert office.explain(cap=MOST)


def test_what_was_held_yesterday_is_not_given_back_to_today(office):
    office.opened(paid=100)
    yesterdays, cancelled = office.explain(), office.explain()
    office.clock.pass_(12 * 3600)
    office.explain()
    office.advance.cancel(cancelled)
    made(office, yesterdays)
    office.film(yesterdays, 72)
    office.advance.succeed(yesterdays)

    assert office.balance(OWNER).spent == MOST
    entries = [e for e in office.ledger.entries(OWNER) if e.day == "2026-11-21"]
    assert sum(entry.spent for entry in entries) == 9
    assert office.reconcile().drift == 0


def test_what_a_cancelled_job_did_not_cost_may_be_spent_the_same_day(office):
    office.opened(paid=100)
    office.advance.cancel(office.explain(cap=MOST))

    assert office.explain(cap=MOST)


def test_credits_are_missed_before_the_cap_is(office):
    office.opened(paid=5)
    with pytest.raises(InsufficientCredits, match=rf"^Insufficient credits: .* {MOST}, .* 5\."):
        office.explain(cap=1)


def test_a_days_counter_that_is_off_by_one_is_found(office):
    office.opened(paid=100)
    office.explain()
    books = office.ledger.balances
    books[OWNER] = books[OWNER].model_copy(update={"spent": books[OWNER].spent + 1})

    assert office.reconcile().drift == 1
