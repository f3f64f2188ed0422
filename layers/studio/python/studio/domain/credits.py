"""Credits: what an account has, what is set aside for a job, and what the job costs."""

from datetime import UTC, datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.errors import DailyCapReached, InsufficientCredits

MONTHLY_ALLOWANCE: Final = 1000
"""Free credits an account gets for each month, unless its own setting says otherwise."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hold(_Frozen):
    """Credits set aside for one job, and which pocket they came from."""

    free: int = Field(ge=0)
    paid: int = Field(ge=0)
    month: str = Field(default="", description="the month `free` belongs to, as 2026-11")
    day: str = Field(default="", description="the day it counts as spent on, as 2026-11-21")

    @property
    def total(self) -> int:
        return self.free + self.paid


class Balance(_Frozen):
    """Credits an account may spend: this month's allowance first, then what it bought."""

    free: int = Field(default=0, ge=0)
    paid: int = Field(default=0, ge=0)
    held: int = Field(default=0, ge=0, description="set aside for open jobs; in neither pocket")
    month: str = Field(default="", description="the month `free` belongs to, as 2026-11")
    day: str = Field(default="", description="the day, in UTC, of `spent`, as 2026-11-21")
    spent: int = Field(default=0, ge=0, description="the day's charges, and holds of open jobs")
    allowance: int = Field(default=MONTHLY_ALLOWANCE, ge=0, description="free credits a month")
    version: int = Field(default=0, ge=0, description="0: nothing was stored yet")

    @property
    def total(self) -> int:
        return self.free + self.paid

    def in_month(self, month: str) -> "Balance":
        """This balance with the month's allowance; what was left of an earlier one is gone."""
        if month <= self.month:  # a clock that is behind takes nothing back
            return self
        return self._with(free=self.allowance, month=month)

    def in_day(self, day: str) -> "Balance":
        """This balance on that day, of which nothing is spent yet if it is a new one."""
        if day <= self.day:
            return self
        return self._with(day=day, spent=0)

    def at(self, moment: datetime) -> "Balance":
        return self.in_month(month_of(moment)).in_day(day_of(moment))

    def left_of(self, cap: int) -> int:
        """Of the most that its day may spend."""
        return max(cap - self.spent, 0)

    def reserve(self, credits_: int, *, cap: int) -> tuple["Balance", Hold]:
        """Set credits aside, free ones first; `cap` is the most that a day may spend.

        Raises `InsufficientCredits` when both pockets together have fewer, and `DailyCapReached`.
        """
        spent = self.spent + credits_
        after = self._take(credits_, held=self.held + credits_, spent=spent)
        if spent > cap:
            raise DailyCapReached(needed=credits_, spent=self.spent, limit=cap)
        free, paid = self.free - after.free, self.paid - after.paid
        hold = Hold(free=free, paid=paid, month=self.month, day=self.day)
        return after, hold

    def settle(self, hold: Hold, charge: int) -> "Balance":
        """End a hold for what its job cost, and give the rest back to where it came from.

        A charge is paid from the hold's free credits first. What is left of them comes back only
        within their month: had they stayed in the pocket, they would be gone as well. A charge
        above the hold takes the difference from both pockets as a new reservation would. What
        the day of the hold has spent changes only while it lasts.

        Raises `InsufficientCredits` when they cannot cover it.
        """
        if charge < 0:
            raise ValueError("a charge is never negative")
        more = charge - hold.total
        spent = self.spent + (more if hold.day == self.day else 0)
        if more > 0:
            return self._take(more, held=self.held - hold.total, spent=spent)
        free = hold.free - min(hold.free, charge)
        return self._with(
            free=self.free + (free if hold.month == self.month else 0),
            paid=self.paid + hold.total - charge - free,
            held=self.held - hold.total,
            spent=spent,
        )

    def grant(self, *, free: int, paid: int) -> "Balance":
        return self._with(free=self.free + free, paid=self.paid + paid)

    def _take(self, credits_: int, *, held: int, spent: int) -> "Balance":
        if credits_ < 0:
            raise ValueError("a reservation is never negative")
        if credits_ > self.total:
            raise InsufficientCredits(needed=credits_, available=self.total)
        free = min(self.free, credits_)
        paid = self.paid - (credits_ - free)
        return self._with(free=self.free - free, paid=paid, held=held, spent=spent)

    def _with(self, **changes: object) -> "Balance":
        return Balance.model_validate({**self.model_dump(), **changes})


def month_of(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m}"


def day_of(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d}"
