"""Operators tell of a job again, whatever became of the deliveries before."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.application.dispatch_webhooks import DispatchWebhooks
from studio.domain.brief import JobId
from studio.domain.errors import NothingToDeliver
from studio.ports import Clock, Randomness


@dataclass(frozen=True, slots=True)
class RedeliverWebhook:
    dispatch: DispatchWebhooks
    clock: Clock
    randomness: Randomness

    def __call__(self, job_id: JobId) -> Sequence[str]:
        """Return the new deliveries' ids. Raises `JobNotFound` or `NothingToDeliver`."""
        again = f"-{self.clock.now():%Y%m%dT%H%M%S}-{self.randomness.entropy(2).hex()}"
        started = self.dispatch(job_id, again=again)
        if not started:
            raise NothingToDeliver(job_id)
        return started
