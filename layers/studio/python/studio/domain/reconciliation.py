"""Does an account's balance say what its entries and its open jobs say?"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from studio.domain.credits import Balance, Hold
from studio.domain.ledger import Entry


class Drift(BaseModel):
    """How many credits the balance has too many; negative: too few."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    free: int = 0
    paid: int = 0
    held: int = 0
    open_jobs: int = 0
    spent: int = 0

    @property
    def total(self) -> int:
        """Pockets that are wrong in opposite directions do not cancel each other out."""
        held = max(abs(self.held), abs(self.open_jobs))
        return abs(self.free) + abs(self.paid) + held + abs(self.spent)


def drift(balance: Balance, entries: Iterable[Entry], open_holds: Iterable[Hold]) -> Drift:
    """Compare with the sum of all entries, and what is held with the holds of open jobs."""
    told = list(entries)
    return Drift(
        free=balance.free - sum(entry.free for entry in told),
        paid=balance.paid - sum(entry.paid for entry in told),
        held=balance.held - sum(entry.held for entry in told),
        open_jobs=balance.held - sum(hold.total for hold in open_holds),
        spent=balance.spent - sum(entry.spent for entry in told if entry.day == balance.day),
    )
