"""The arithmetic of credits: two pockets, holds, months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.brief import JobId
from studio.domain.credits import MONTHLY_ALLOWANCE, Balance, Hold
from studio.domain.errors import BalanceConflict, InsufficientCredits
from studio.domain.ledger import Books
from studio.domain.reconciliation import drift
from tests.builders import JOB, NOON, OWNER

NOVEMBER, DECEMBER = "2026-11", "2026-12"


def a_balance(free=6, paid=20, held=0, month=NOVEMBER):
    return Balance(free=free, paid=paid, held=held, month=month)


def pockets(balance):
    return (balance.free, balance.paid, balance.held)


def test_a_reservation_spends_free_credits_first():
    after, hold = a_balance().reserve(10, cap=1000)

    assert pockets(after) == (0, 16, 10)
    assert hold == Hold(free=6, paid=4, month=NOVEMBER)


def test_a_reservation_needs_both_pockets_together_to_cover_it():
    after, _ = a_balance(free=6, paid=4).reserve(10, cap=1000)
    assert after.total == 0

    with pytest.raises(InsufficientCredits) as refused:
        a_balance(free=6, paid=3).reserve(10, cap=1000)
    assert (refused.value.needed, refused.value.available) == (10, 9)


@pytest.mark.parametrize(
    ("charge", "left"),
    [(0, (6, 20, 0)), (2, (4, 20, 0)), (6, (0, 20, 0)), (9, (0, 17, 0)), (10, (0, 16, 0))],
)
def test_what_a_job_did_not_cost_returns_to_the_pocket_it_came_from(charge, left):
    after, hold = a_balance().reserve(10, cap=1000)

    assert pockets(after.settle(hold, charge)) == left


def test_a_charge_above_the_hold_takes_the_difference_from_what_is_left():
    after, hold = a_balance(free=12, paid=5).reserve(10, cap=1000)

    assert pockets(after.settle(hold, 16)) == (0, 1, 0)


def test_a_charge_that_cannot_be_covered_is_refused():
    after, hold = a_balance(free=0, paid=15).reserve(10, cap=1000)

    assert after.settle(hold, 15).total == 0
    with pytest.raises(InsufficientCredits):
        after.settle(hold, 16)


def test_free_credits_are_not_refunded_after_their_month():
    after, hold = a_balance().reserve(10, cap=1000)
    later = after.in_month(DECEMBER).settle(hold, 0)

    assert pockets(later) == (MONTHLY_ALLOWANCE, 20, 0)


def test_a_new_month_replaces_what_was_left_of_the_old_one():
    assert a_balance(free=700).in_month(DECEMBER).free == MONTHLY_ALLOWANCE
    assert a_balance(free=700).in_month(NOVEMBER).free == 700


def test_a_clock_that_is_behind_renews_nothing():
    december = a_balance(free=1, month=DECEMBER)

    assert december.in_month(NOVEMBER) is december


def test_nobody_reserves_or_is_charged_less_than_nothing():
    after, hold = a_balance().reserve(10, cap=1000)
    with pytest.raises(ValueError, match="never negative"):
        after.settle(hold, -1)
    with pytest.raises(ValueError, match="never negative"):
        after.reserve(-1, cap=1000)


@given(free=st.integers(0, 40), paid=st.integers(0, 40), asked=st.integers(0, 80), data=st.data())
def test_credits_are_never_made_and_only_the_charge_is_lost(free, paid, asked, data):
    before = a_balance(free=free, paid=paid)
    if asked > before.total:
        with pytest.raises(InsufficientCredits):
            before.reserve(asked, cap=1000)
        return
    after, hold = before.reserve(asked, cap=1000)
    charge = data.draw(st.integers(0, before.total))
    settled = after.settle(hold, charge)

    assert after.total + after.held == before.total
    assert settled.total == before.total - charge
    assert settled.held == 0
    assert settled.free == max(before.free - charge, 0)


def test_the_entries_explain_the_balance_also_over_a_change_of_month():
    books = Books(OWNER, a_balance(free=0, paid=0, month=""), NOON)
    first, hold = books.hold(JOB, 10, cap=1000)
    later = NOON.replace(month=12)
    second = Books(OWNER, first.after, later).settle(JOB, hold, 4)
    entries = [*first.entries, *second.entries]

    assert [entry.id for entry in entries] == [
        "allowance#2026-11",
        f"hold#{JOB}",
        "allowance#2026-12",
        f"settle#{JOB}",
    ]
    assert [first.after.version, second.after.version] == [1, 2]
    assert drift(second.after, entries, []).total == 0


def test_a_balance_that_no_longer_has_the_hold_was_read_too_late():
    movement, hold = Books(OWNER, a_balance(), NOON).hold(JOB, 10, cap=1000)
    settled = Books(OWNER, movement.after, NOON).settle(JOB, hold, 3)

    with pytest.raises(BalanceConflict):
        Books(OWNER, settled.after, NOON).settle(JOB, hold, 3)


@pytest.mark.parametrize("field", ["free", "paid", "held"])
def test_one_credit_too_many_in_any_pocket_is_a_drift(field):
    movement, hold = Books(OWNER, Balance(), NOON).hold(JobId("j"), 10, cap=1000)
    wrong = movement.after.model_copy(update={field: getattr(movement.after, field) + 1})

    assert drift(movement.after, movement.entries, [hold]).total == 0
    assert drift(wrong, movement.entries, [hold]).total == 1


def test_credits_held_for_a_job_that_is_over_are_a_drift():
    movement, hold = Books(OWNER, Balance(), NOON).hold(JobId("j"), 10, cap=1000)

    assert drift(movement.after, movement.entries, []).total == hold.total
