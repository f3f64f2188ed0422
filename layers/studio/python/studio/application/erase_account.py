"""Forget everything that is held of a closed account, and last the account."""

from dataclasses import dataclass

from studio.application.advance_job import AdvanceJob
from studio.application.artifacts import uploads_prefix
from studio.application.erase_job import EraseJob
from studio.domain.brief import AccountId
from studio.domain.errors import AccountNotFound
from studio.domain.job import Job
from studio.ports import (
    AccountRepository,
    ArtifactStore,
    DeliveryLog,
    EndpointRepository,
    Erasures,
    JobRepository,
    Ledger,
    People,
)


@dataclass(frozen=True, slots=True)
class EraseAccount:
    accounts: AccountRepository
    people: People
    jobs: JobRepository
    ledger: Ledger
    endpoints: EndpointRepository
    deliveries: DeliveryLog
    artifacts: ArtifactStore
    advance: AdvanceJob
    erase_job: EraseJob
    erasures: Erasures

    def __call__(self, account_id: AccountId) -> None:
        """One that is open, or gone, is left alone; one that breaks off can be asked for again.

        Jobs that still run are cancelled, and the rest waits until they had time to stop.
        """
        try:
            account = self.accounts.account(account_id)
        except AccountNotFound:
            return
        if account.closed_at is None:
            return
        jobs = list(self.jobs.of_account(account_id))
        if self._cancelled(jobs):
            self.erasures.ask(account_id)
            return
        for job in jobs:
            self.erase_job(job)
        self.artifacts.delete(uploads_prefix(account_id))
        for endpoint in self.endpoints.owned_by(account_id):
            self.deliveries.forget(endpoint.id)
        self.endpoints.forget(account_id)
        self.ledger.forget(account_id)
        if account.person is not None:
            self.people.remove(account.person)
        self.accounts.forget(account)

    def _cancelled(self, jobs: list[Job]) -> bool:
        open_ = [job for job in jobs if not job.status.is_final]
        for job in open_:
            self.advance.cancel(job.id)
        return bool(open_)
