"""Whether this very request was answered before: asked before anything else is looked at."""

from dataclasses import dataclass

from studio.domain.account import Caller
from studio.domain.idempotency import IdempotentRequest
from studio.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class RecallAnswer:
    ledger: Ledger
    clock: Clock

    def __call__(self, request: IdempotentRequest, *, caller: Caller) -> None:
        """Raises `AlreadyAccepted`, with the answer, or `IdempotencyKeyReused`."""
        request.check(self.ledger.claim(caller.account_id, request), now=self.clock.now())
