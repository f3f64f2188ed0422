"""Random histories of two accounts, held against a purse of coins.

The purse is another way to count: every credit is a coin with the pocket it is from, so that a
refund to the wrong one shows. Invariants are those of the ledger's design, I1 to I9.
"""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studio.domain.brief import AccountId, JobId
from studio.domain.credits import month_of
from studio.domain.errors import AlreadyAccepted, IdempotencyKeyReused, InsufficientCredits
from studio.domain.idempotency import IdempotentRequest
from studio.domain.job import JobStatus
from studio.domain.prices import SCENE_RESERVE
from tests.credits.office import Office

ACCOUNTS = (AccountId("ann"), AccountId("bob"))
ALLOWANCE = 25
PAID = "paid"
accounts = st.sampled_from(ACCOUNTS)
choices = st.integers(0, 99)


@dataclass
class Purse:
    """Coins by pocket: `paid`, or the month a free coin is good for."""

    coins: Counter[str] = field(default_factory=Counter)
    renewed: set[str] = field(default_factory=set)

    def renew(self, month: str) -> None:
        if month not in self.renewed:
            self.renewed.add(month)
            self.coins[month] = ALLOWANCE

    def spendable(self, month: str) -> tuple[int, int]:
        return self.coins[month], self.coins[PAID]

    def take(self, count: int, month: str) -> Counter[str]:
        free = min(self.coins[month], count)
        taken = Counter({month: free, PAID: count - free})
        self.coins.subtract(taken)
        return taken


def spend(held: Counter[str], count: int) -> None:
    """Free coins first."""
    for pocket in sorted(held):  # months sort before "paid"
        spent = min(held[pocket], count)
        held[pocket] -= spent
        count -= spent


class CreditsMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.office = self.new_office()
        self.purses = {account: Purse() for account in ACCOUNTS}
        self.holds: dict[JobId, tuple[AccountId, Counter[str]]] = {}
        self.ended: dict[JobId, object] = {}
        self.requests: dict[tuple[AccountId, str], tuple[str, JobId]] = {}
        self.grants: set[tuple[AccountId, str]] = set()

    def new_office(self) -> Office:
        return Office()

    @property
    def month(self) -> str:
        return month_of(self.office.clock.now())

    def purse(self, account: AccountId) -> Purse:
        self.purses[account].renew(self.month)
        return self.purses[account]

    @initialize()
    def open_accounts(self) -> None:
        for account in ACCOUNTS:
            self.office.opened(account, allowance=ALLOWANCE)

    @rule(
        account=accounts,
        grant=st.sampled_from("xyz"),
        paid=st.integers(0, 12),
        free=st.integers(0, 3),
    )
    def grant(self, account, grant, paid, free):
        self.office.grant(account, grant, paid=paid, free=free)
        if (account, grant) not in self.grants:
            self.grants.add((account, grant))
            self.purse(account).coins.update({PAID: paid, self.month: free})

    @rule(account=accounts, quality=st.sampled_from(["low", "medium", "fourk"]))
    def submit(self, account, quality):
        self._submit(account, quality, None)

    @rule(account=accounts, key=st.sampled_from("kl"), fingerprint=st.sampled_from("fg"))
    def submit_under_a_key(self, account, key, fingerprint):
        request = IdempotentRequest(route="r", key=key, fingerprint=fingerprint)
        known = self.requests.get((account, key))
        answer = self._answer(account, request, fresh=known is None)
        if known is None:
            assert answer != "reused"
            if answer:
                self.requests[account, key] = (fingerprint, answer)
        else:
            assert answer == (known[1] if known[0] == fingerprint else "reused")

    def _answer(self, account, request, *, fresh) -> str | None:
        try:
            return self._submit(account, "low", request, fresh=fresh)
        except AlreadyAccepted as before:
            return before.job_id
        except IdempotencyKeyReused:
            return "reused"

    def _submit(self, account, quality, request, *, fresh=True) -> JobId | None:
        affordable = sum(self.purse(account).spendable(self.month)) >= SCENE_RESERVE
        try:
            job_id = self.office.submit(account, quality=quality, request=request)
        except InsufficientCredits:
            assert fresh
            assert not affordable
            return None
        assert affordable
        coins = self.purse(account).take(SCENE_RESERVE, self.month)
        self.holds[job_id] = (account, coins)
        return job_id

    @precondition(lambda self: self.holds)
    @rule(choice=choices, seconds=st.sampled_from([0.5, 3, 7, 12, 16]))
    def succeed(self, choice, seconds):
        job_id = self._some(self.holds, choice)
        self.office.render(job_id, seconds)
        job = self.office.advance.succeed(job_id)
        account, coins = self.holds.pop(job_id)
        purse = self.purse(account)
        if job.status is JobStatus.SUCCEEDED:
            assert job.charge >= 1
            more = max(job.charge - SCENE_RESERVE, 0)
            purse.take(more, self.month)
            spend(coins, job.charge - more)
        else:
            assert job.charge == 0
        purse.coins.update(coins)
        self.ended[job_id] = job

    @precondition(lambda self: self.holds)
    @rule(choice=choices, cancelled=st.booleans())
    def end_for_nothing(self, choice, cancelled):
        job_id = self._some(self.holds, choice)
        self.ended[job_id] = self._end(job_id, cancelled)
        account, coins = self.holds.pop(job_id)
        self.purse(account).coins.update(coins)

    @precondition(lambda self: self.ended)
    @rule(choice=choices, how=st.sampled_from(["succeed", "cancel", "fail"]))
    def end_again(self, choice, how):
        job_id = self._some(self.ended, choice)
        again = (
            self.office.advance.succeed(job_id)
            if how == "succeed"
            else self._end(job_id, how == "cancel")
        )
        assert again == self.ended[job_id]

    @rule()
    def next_month_begins(self):
        self.office.clock.pass_(31 * 24 * 3600)
        self.requests.clear()

    def _end(self, job_id, cancelled):
        if cancelled:
            return self.office.advance.cancel(job_id)
        return self.office.advance.fail(job_id, stage="x", error="States.Timeout", cause="")

    def _some(self, jobs, choice):
        return sorted(jobs)[choice % len(jobs)]

    @invariant()
    def every_pocket_holds_its_own_coins(self):
        for account in ACCOUNTS:
            if account in {a for a, _ in self.grants} or self.purses[account].renewed:
                balance = self.office.balance(account)
                assert (balance.free, balance.paid) == self.purse(account).spendable(self.month)
                held = sum(c.total() for owner, c in self.holds.values() if owner == account)
                assert balance.held == held

    @invariant()
    def the_entries_explain_every_balance(self):
        assert self.office.reconcile().drift == 0
