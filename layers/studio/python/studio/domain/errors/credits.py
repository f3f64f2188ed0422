"""What the books refuse."""

from studio.domain.errors.base import StudioError


class InsufficientCredits(StudioError):
    """The account cannot pay for this."""

    code = "insufficient_credits"

    def __init__(self, *, needed: int, available: int) -> None:
        super().__init__(f"Not enough credits: {needed} are needed, {available} are left.")
        self.needed = needed
        self.available = available


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
