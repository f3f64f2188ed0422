"""Mistakes a ledger might make; the machine must notice every one of them."""

import itertools
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from studio.application import advance_job, submit_job
from studio.application.advance_job import AdvanceJob
from studio.domain import ledger
from studio.domain.credits import Balance, Hold
from studio.domain.idempotency import IdempotentRequest
from studio.domain.ledger import Books
from studio.domain.prices import bill, expected, reserve, topic_charge
from studio.domain.usage import used
from tests.credits.office import Streamed


def lends(balance: Balance, credits_: int, *, held: int, spent: int) -> Balance:
    free = min(balance.free, credits_)
    paid = min(balance.paid, credits_ - free)
    left = {"free": balance.free - free, "paid": balance.paid - paid}
    return balance._with(**left, held=held, spent=spent)


def refunds_to_one_pocket(balance: Balance, hold: Hold, charge: int) -> Balance:
    after = _settle(balance, hold, charge)
    back = after.free - balance.free
    return after._with(free=balance.free, paid=after.paid + back) if back > 0 else after


def refunds_an_old_month(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold.model_copy(update={"month": balance.month}), charge)


def keeps_the_rest(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold, max(charge, hold.total))


def charges_above_cover(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold, min(charge, hold.total + balance.total))


def counts_a_refund_as_spent(balance: Balance, hold: Hold, charge: int) -> Balance:
    after = _settle(balance, hold, charge)
    return after._with(spent=max(after.spent, balance.spent))


def counts_down_today(balance: Balance, hold: Hold, charge: int) -> Balance:
    after = _settle(balance, hold.model_copy(update={"day": ""}), charge)
    return after._with(spent=max(balance.spent + charge - hold.total, 0))


def counts_down_no_day(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold.model_copy(update={"day": ""}), charge)


def ignores_the_cap(balance: Balance, credits_: int, *, cap: int) -> Any:
    return _reserve(balance, credits_, cap=10**9)


def counts_no_hold(balance: Balance, credits_: int, *, cap: int) -> Any:
    after, hold = _reserve(balance, credits_, cap=cap)
    return after._with(spent=balance.spent), hold


def answers_any_body(request: IdempotentRequest, found: Any, *, now: Any) -> None:
    same = found and found.model_copy(update={"fingerprint": request.fingerprint})
    _check(request, same, now=now)


def settles_beside_the_job(advance: AdvanceJob, job: Any, happening: Any) -> Any:
    balance = advance.ledger.balance(job.owner)
    books = Books(job.owner, balance, job.updated_at)
    movement = books.settle(job.id, job.hold, job.charge)
    renamed = [e.model_copy(update={"id": e.id + "#1"}) for e in movement.entries]
    advance.ledger.record(movement.model_copy(update={"entries": tuple(renamed)}))
    return _end(advance, job, happening)


def forgets_the_hold(advance: AdvanceJob, job: Any, happening: Any) -> Any:
    return _end(advance, job.model_copy(update={"hold": None}), happening)


def forgets_the_hold_of_a_cancelled_job(advance: AdvanceJob, job: Any, happening: Any) -> Any:
    hold = None if job.status == "cancelled" else job.hold
    return _end(advance, job.model_copy(update={"hold": hold}), happening)


def charges_a_failure(advance: AdvanceJob, job: Any, happening: Any) -> Any:
    cost = job.hold.total if job.status == "failed" else job.charge
    return _end(advance, job.model_copy(update={"charge": cost}), happening)


def ends_in_silence(streamed: Any, job: Any, *stored: Any, **also: Any) -> None:
    streamed.storage.save(job, *stored, **also)


def charges_above_the_hold(brief: Any, made: Any, *, hold: int, rerender: bool = False) -> int:
    return topic_charge(brief, made, hold=10**9, rerender=rerender)


def charges_a_rerender_as_a_whole(
    brief: Any, made: Any, *, hold: int, rerender: bool = False
) -> int:
    whole = expected(brief, 0)._replace(video=made.video) if rerender else made
    return min(sum(bill(brief, whole).values()), hold)


def holds_a_rerender_as_a_whole(brief: Any, **_how: Any) -> int:
    return reserve(brief)


def charges_all_stages(brief: Any, _made: Any, *, hold: int, rerender: bool = False) -> int:
    return topic_charge(brief, expected(brief, 1), hold=hold, rerender=rerender)


def charges_what_a_retry_repeats(events: Any, **made: Any) -> Any:
    told = [e.detail["seconds"] for e in events if e.happening == "scene_voiced"]
    return used(events, **made)._replace(narration=sum(told))


_settle, _reserve = Balance.settle, Balance.reserve
_end, _check = AdvanceJob._end, IdempotentRequest.check
_numbers = itertools.count()

BUGS: dict[str, tuple[object, str, object]] = {
    "reserves what is not there": (Balance, "_take", lends),
    "charges what cannot be covered": (Balance, "settle", charges_above_cover),
    "settles twice": (AdvanceJob, "_end", settles_beside_the_job),
    "ends a job and forgets its hold": (AdvanceJob, "_end", forgets_the_hold),
    "forgets the hold of a cancelled job": (
        AdvanceJob,
        "_end",
        forgets_the_hold_of_a_cancelled_job,
    ),
    "refunds to the wrong pocket": (Balance, "settle", refunds_to_one_pocket),
    "refunds free credits of an earlier month": (Balance, "settle", refunds_an_old_month),
    "keeps what a job did not cost": (Balance, "settle", keeps_the_rest),
    "grants twice": (ledger, "grant_entry", lambda grant_id: f"grant#{next(_numbers)}"),
    "renews no month": (Balance, "in_month", lambda balance, month: balance),
    "takes any body for the same request": (IdempotentRequest, "check", answers_any_body),
    "ignores the cap of a day": (Balance, "reserve", ignores_the_cap),
    "counts a refund as spent": (Balance, "settle", counts_a_refund_as_spent),
    "counts down another day than the hold's": (Balance, "settle", counts_down_today),
    "counts down no day": (Balance, "settle", counts_down_no_day),
    "counts no hold as spent": (Balance, "reserve", counts_no_hold),
    "begins no new day": (Balance, "in_day", lambda balance, day: balance._with(day=day)),
    "charges above the hold": (advance_job, "topic_charge", charges_above_the_hold),
    "charges a rerender as a whole": (advance_job, "topic_charge", charges_a_rerender_as_a_whole),
    "holds a rerender as a whole": (
        submit_job,
        "reserve",
        holds_a_rerender_as_a_whole,
    ),
    "charges a cancelled job for every stage": (advance_job, "topic_charge", charges_all_stages),
    "charges what a retry repeats": (advance_job, "used", charges_what_a_retry_repeats),
    "ends a job and tells nobody": (Streamed, "save", ends_in_silence),
    "charges a job that failed": (AdvanceJob, "_end", charges_a_failure),
}


@contextmanager
def seeded(bug: str):
    owner, name, mistake = BUGS[bug]
    with patch.object(owner, name, mistake):
        yield
