"""What a history should have come to: the books as a purse of coins for each account keeps them."""

from contextlib import contextmanager

from hypothesis.stateful import RuleBasedStateMachine

from studio.domain.brief import AccountId, JobId
from studio.domain.credits import day_of, month_of
from studio.domain.errors import DailyCapReached, InsufficientCredits
from studio.domain.job import Dialect
from tests.credits.office import Office
from tests.credits.purse import Held, Purse, Topic

ANN, BOB = ACCOUNTS = (AccountId("ann"), AccountId("bob"))
LIMITS = {ANN: {"allowance": 70, "cap": 40}, BOB: {"allowance": 25, "cap": 60}}
"""One meets the day's end first, the other that of its credits."""


class Expectations(RuleBasedStateMachine):
    """Does to the office what a rule says, and to the purses what should follow."""

    def __init__(self) -> None:
        super().__init__()
        self.office = self.new_office()
        self.purses = {account: Purse(**LIMITS[account]) for account in ACCOUNTS}
        self.holds: dict[JobId, Held] = {}
        self.topics: dict[JobId, Topic] = {}
        self.ended: dict[JobId, object] = {}
        self.requests: dict[tuple[AccountId, str], tuple] = {}
        self.grants: set[tuple[AccountId, str]] = set()

    def new_office(self) -> Office:
        return Office()

    @property
    def month(self) -> str:
        return month_of(self.office.clock.now())

    @property
    def day(self) -> str:
        return day_of(self.office.clock.now())

    def purse(self, account: AccountId) -> Purse:
        self.purses[account].renew(self.month)
        return self.purses[account]

    def _ordered(self, account, needed, order, *, fresh=True) -> JobId | None:
        purse = self.purse(account)
        affordable = sum(purse.spendable(self.month)) >= needed
        in_time = purse.spent[self.day] + needed <= purse.cap
        try:
            with self.nobody_else_moves(account):
                job_id = order()
        except InsufficientCredits:
            assert fresh
            assert not affordable
            return None
        except DailyCapReached:
            assert fresh
            assert affordable
            assert not in_time
            return None
        assert affordable
        assert in_time
        purse.spent[self.day] += needed
        self.holds[job_id] = Held(account, purse.take(needed, self.month), self.day)
        return job_id

    def _work(self, job_id, stages, seconds, again):
        for _ in range(stages):
            self._next_stage(job_id, self.topics[job_id], seconds, again)

    def _next_stage(self, job_id, topic, seconds, again):
        if not topic.rerender and not topic.written:
            self.office.write(job_id)
            topic.written = True
        elif not topic.rerender and len(topic.voiced) < 2:
            segment = len(topic.voiced) + 1
            for _ in range(1 + again):
                self.office.voice(job_id, segment, seconds)
            topic.voiced[segment] = seconds
        elif not topic.composed:
            self.office.compose(job_id)
            topic.composed = True

    def _end_topic(self, job_id, end, cost):
        topic = self.topics.pop(job_id)
        with self.nobody_else_moves(self.holds[job_id].account):
            job = end(job_id)
        assert job.charge == cost <= topic.most
        self._settled(job_id, job, cost)

    @property
    def scenes(self) -> list[JobId]:
        return [job_id for job_id in self.holds if job_id not in self.topics]

    def _settled(self, job_id, job, charge):
        held = self.holds.pop(job_id)
        purse = self.purse(held.account)
        purse.spent[held.day] += charge - held.coins.total()
        more = max(charge - held.coins.total(), 0)
        purse.take(more, self.month)
        held.spend(charge - more)
        purse.coins.update(held.coins)
        self.ended[job_id] = job

    def _failed(self, job_id):
        return self.office.advance.fail(job_id, stage="x", error="States.Timeout", cause="")

    def _some(self, jobs, choice):
        return sorted(jobs)[choice % len(jobs)]

    @contextmanager
    def nobody_else_moves(self, account):
        (other,) = set(ACCOUNTS) - {account}
        before = self._seen_by(other)
        yield
        assert self._seen_by(other) == before

    def _seen_by(self, account):
        office = self.office
        jobs = [office.jobs.owned_by(account, dialect=d, limit=1000) for d in Dialect]
        return office.ledger.balance(account), list(office.ledger.entries(account)), jobs
