"""What a job would cost, and whether it would be accepted now. Nothing is stored or spent."""

from dataclasses import dataclass

from studio.application.read_balance import ReadBalance
from studio.domain.account import Caller
from studio.domain.brief import TopicBrief
from studio.domain.credits import Balance
from studio.domain.prices import Estimate, estimate


@dataclass(frozen=True, slots=True)
class Quote:
    """An estimate beside what its caller has; `limit` is the most a day may spend."""

    estimate: Estimate
    balance: Balance
    limit: int

    @property
    def sufficient(self) -> bool:
        return self.estimate.high <= min(self.balance.total, self.balance.left_of(self.limit))


@dataclass(frozen=True, slots=True)
class EstimateJob:
    balance: ReadBalance

    def __call__(self, brief: TopicBrief, caller: Caller) -> Quote:
        balance = self.balance(caller.account_id)
        return Quote(estimate(brief), balance, limit=caller.credits_a_day)
