"""What the books refuse."""

from studio.domain.errors.base import StudioError


class InsufficientCredits(StudioError):
    """The account cannot pay for this."""

    code = "insufficient_credits"

    def __init__(self, *, needed: int, available: int) -> None:
        super().__init__(
            f"Insufficient credits: this job needs up to {needed}, the account has {available}. "
            "Add credits, or choose cheaper settings; an estimate tells what they cost."
        )
        self.needed = needed
        self.available = available


class DailyCapReached(StudioError):
    """The account has the credits, but may not spend them today."""

    code = "daily_cap_reached"

    def __init__(self, *, needed: int, spent: int, limit: int) -> None:
        left = max(limit - spent, 0)
        super().__init__(
            f"Daily spend cap reached: this job needs up to {needed} credits, and {left} of "
            f"today's {limit} are left. Try again after midnight UTC, choose cheaper settings, or "
            "ask us for a higher limit."
        )
        self.needed = needed
        self.spent = spent
        self.limit = limit


class BalanceConflict(StudioError):
    """Somebody else moved the account's credits first; worth another attempt."""

    code = "balance_conflict"

    def __init__(self, account: str) -> None:
        super().__init__(f"The balance of account {account!r} was changed by somebody else.")
        self.account = account


class EntryExists(StudioError):
    """This grant, hold or settlement was entered in the ledger before."""

    code = "entry_exists"

    def __init__(self, account: str) -> None:
        super().__init__(f"Account {account!r} has this entry already.")
        self.account = account
