"""Random histories of two accounts, held against purses of coins.

A refund to the wrong pocket shows, and a day's counter that is off. Invariants are those of the
ledger's design, I1 to I12; limits are so low that histories meet them.
"""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from studio.domain.brief import JobId
from studio.domain.errors import (
    AlreadyAccepted,
    IdempotencyKeyReused,
)
from studio.domain.idempotency import CLAIM_LIVES, IdempotentRequest
from studio.domain.job import JobStatus
from studio.domain.prices import SCENE_RESERVE
from tests.credits.expectations import ACCOUNTS, LIMITS, Expectations
from tests.credits.purse import Topic

ENDS = {"JobSucceeded", "JobFailed", "JobCancelled"}
accounts = st.sampled_from(ACCOUNTS)
choices = st.integers(0, 99)
STAGES = {
    "stages": st.integers(0, 4),
    "seconds": st.sampled_from([5, 20, 40, 150]),
    "again": st.booleans(),
}
"""How many are done next, how long each scene is spoken, and whether a retry speaks it again."""


class CreditsMachine(Expectations):
    @initialize()
    def open_accounts(self) -> None:
        for account in ACCOUNTS:
            self.office.opened(account, allowance=LIMITS[account]["allowance"])

    @rule(
        account=accounts,
        grant=st.sampled_from("xyz"),
        paid=st.integers(0, 12),
        free=st.integers(0, 3),
    )
    def grant(self, account, grant, paid, free):
        with self.nobody_else_moves(account):
            self.office.grant(account, grant, paid=paid, free=free)
        if (account, grant) not in self.grants:
            self.grants.add((account, grant))
            self.purse(account).coins.update({"paid": paid, self.month: free})

    @rule(account=accounts, quality=st.sampled_from(["low", "medium", "fourk"]))
    def submit(self, account, quality):
        self._film(account, quality, None)

    @rule(account=accounts, rerender=st.booleans(), **STAGES)
    def explain(self, account, rerender, stages, seconds, again):
        topic = Topic(rerender)
        cap = LIMITS[account]["cap"]
        job_id = self._ordered(
            account, topic.most, lambda: self.office.explain(account, rerender=rerender, cap=cap)
        )
        if job_id:
            self.topics[job_id] = topic
            self._work(job_id, stages, seconds, again)

    @rule(account=accounts, key=st.sampled_from("kl"), fingerprint=st.sampled_from("fg"))
    def submit_under_a_key(self, account, key, fingerprint):
        request = IdempotentRequest(route="r", key=key, fingerprint=fingerprint)
        known = self.requests.get((account, key))
        if known and known[2] <= self.office.clock.now():
            known = None
        answer = self._answer(account, request, fresh=known is None)
        if known is None:
            assert answer != "reused"
            if answer:
                until = self.office.clock.now() + CLAIM_LIVES
                self.requests[account, key] = (fingerprint, answer, until)
        else:
            assert answer == (known[1] if known[0] == fingerprint else "reused")

    def _answer(self, account, request, *, fresh) -> str | None:
        try:
            return self._film(account, "low", request, fresh=fresh)
        except AlreadyAccepted as before:
            return before.job_id
        except IdempotencyKeyReused:
            return "reused"

    def _film(self, account, quality, request, *, fresh=True) -> JobId | None:
        cap = LIMITS[account]["cap"]
        return self._ordered(
            account,
            SCENE_RESERVE,
            lambda: self.office.submit(account, quality=quality, request=request, cap=cap),
            fresh=fresh,
        )

    @precondition(lambda self: self.topics)
    @rule(choice=choices, **STAGES)
    def work(self, choice, stages, seconds, again):
        self._work(self._some(self.topics, choice), stages, seconds, again)

    @precondition(lambda self: any(job.composed for job in self.topics.values()))
    @rule(choice=choices, video=st.sampled_from([0, 10, 70, 130, 1000]))
    def deliver(self, choice, video):
        job_id = self._some([j for j, topic in self.topics.items() if topic.composed], choice)
        self.office.film(job_id, video)
        self.topics[job_id].video = video
        self._end_topic(job_id, self.office.advance.succeed, self.topics[job_id].cost)

    @precondition(lambda self: self.topics)
    @rule(choice=choices, cancelled=st.booleans())
    def end_early(self, choice, cancelled):
        job_id = self._some(self.topics, choice)
        if cancelled:
            self._end_topic(job_id, self.office.advance.cancel, self.topics[job_id].cost)
        else:
            self._end_topic(job_id, self._failed, 0)

    @precondition(lambda self: self.scenes)
    @rule(choice=choices, seconds=st.sampled_from([0.5, 3, 7, 12, 16]))
    def succeed(self, choice, seconds):
        job_id = self._some(self.scenes, choice)
        self.office.render(job_id, seconds)
        with self.nobody_else_moves(self.holds[job_id].account):
            job = self.office.advance.succeed(job_id)
        assert (job.charge >= 1) == (job.status is JobStatus.SUCCEEDED)
        self._settled(job_id, job, job.charge)

    @precondition(lambda self: self.scenes)
    @rule(choice=choices, cancelled=st.booleans())
    def end_for_nothing(self, choice, cancelled):
        job_id = self._some(self.scenes, choice)
        end = self.office.advance.cancel if cancelled else self._failed
        self._settled(job_id, end(job_id), 0)

    @precondition(lambda self: self.ended)
    @rule(choice=choices, how=st.sampled_from(["succeed", "cancel", "fail"]))
    def end_again(self, choice, how):
        job_id = self._some(self.ended, choice)
        advance = self.office.advance
        end = {"succeed": advance.succeed, "cancel": advance.cancel, "fail": self._failed}[how]
        assert end(job_id) == self.ended[job_id]

    @rule(hours=st.sampled_from([7, 24, 31 * 24]))
    def time_passes(self, hours):
        self.office.clock.pass_(timedelta(hours=hours).total_seconds())

    @invariant()
    def every_pocket_holds_its_own_coins(self):
        for account in ACCOUNTS:
            if account in {a for a, _ in self.grants} or self.purses[account].renewed:
                balance, purse = self.office.balance(account), self.purse(account)
                assert (balance.free, balance.paid) == purse.spendable(self.month)
                held = sum(h.coins.total() for h in self.holds.values() if h.account == account)
                assert balance.held == held
                assert balance.spent == purse.spent[self.day]

    @invariant()
    def the_entries_explain_every_balance(self):
        assert self.office.reconcile().drift == 0

    @invariant()
    def every_end_is_announced_and_no_other(self):
        told = {job_id for name, job_id in self.office.streamed.announced if name in ENDS}
        assert told == set(self.ended)

    def teardown(self) -> None:
        """Whatever is left open when the executions are gone is ended and refunded."""
        if len(self.ended) + len(self.holds) > 0:
            self.office.executions.statuses.update(dict.fromkeys(self.holds, "failed"))
            assert set(self.office.sweep()) == set(self.holds)
            assert list(self.office.jobs.unfinished()) == []
            assert {self.office.balance(account).held for account in ACCOUNTS} == {0}
            assert self.office.reconcile().drift == 0
