"""Mistakes a ledger might make; the machine must notice every one of them."""

import itertools
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from studio.application.advance_job import AdvanceJob
from studio.domain import ledger
from studio.domain.credits import Balance, Hold
from studio.domain.idempotency import IdempotentRequest
from studio.domain.ledger import Books


def lends(balance: Balance, credits_: int, *, held: int) -> Balance:
    free = min(balance.free, credits_)
    paid = min(balance.paid, credits_ - free)
    return balance._with(free=balance.free - free, paid=balance.paid - paid, held=held)


def refunds_to_one_pocket(balance: Balance, hold: Hold, charge: int) -> Balance:
    if charge > hold.total:
        return balance._take(charge - hold.total, held=balance.held - hold.total)
    back = hold.total - charge
    return balance._with(paid=balance.paid + back, held=balance.held - hold.total)


def refunds_an_old_month(balance: Balance, hold: Hold, charge: int) -> Balance:
    this_month = hold.model_copy(update={"month": balance.month})
    return _settle(balance, this_month, charge)


def keeps_the_rest(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold, max(charge, hold.total))


def charges_above_cover(balance: Balance, hold: Hold, charge: int) -> Balance:
    return _settle(balance, hold, min(charge, hold.total + balance.total))


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


_settle, _end, _check = Balance.settle, AdvanceJob._end, IdempotentRequest.check
_numbers = itertools.count()

BUGS: dict[str, tuple[object, str, object]] = {
    "reserves what is not there": (Balance, "_take", lends),
    "charges what cannot be covered": (Balance, "settle", charges_above_cover),
    "settles twice": (AdvanceJob, "_end", settles_beside_the_job),
    "ends a job and forgets its hold": (AdvanceJob, "_end", forgets_the_hold),
    "refunds to the wrong pocket": (Balance, "settle", refunds_to_one_pocket),
    "refunds free credits of an earlier month": (Balance, "settle", refunds_an_old_month),
    "keeps what a job did not cost": (Balance, "settle", keeps_the_rest),
    "grants twice": (ledger, "grant_entry", lambda grant_id: f"grant#{next(_numbers)}"),
    "renews no month": (Balance, "in_month", lambda balance, month: balance),
    "takes any body for the same request": (IdempotentRequest, "check", answers_any_body),
}


@contextmanager
def seeded(bug: str):
    owner, name, mistake = BUGS[bug]
    with patch.object(owner, name, mistake):
        yield
