"""How accounts come to their end, and deleted jobs to their very end."""

from typing import Protocol

from studio.domain.brief import AccountId, JobId


class Erasures(Protocol):
    def ask(self, account_id: AccountId) -> None:
        """Have a closed account erased, some time after whatever it still does has ended."""
        ...

    def ask_again(self, job_id: JobId) -> None:
        """Have erased, by then, too, what was still written for a job that was deleted."""
        ...
