"""What is counted and asked before a request is answered."""

from typing import Protocol

from studio.domain.brief import AccountId
from studio.domain.pause import Pause


class RequestCounter(Protocol):
    def count(self, account_id: AccountId, window: int) -> int | None:
        """One more: how many there are now in this window. None if that cannot be told."""
        ...


class PauseSwitch(Protocol):
    def pause(self) -> Pause | None:
        """As it is now; None while the service runs."""
        ...

    def set_pause(self, pause: Pause | None) -> None: ...
