"""Tell a job's owner by e-mail that it is over, and that the day's spending passed their mark."""

from contextlib import suppress
from dataclasses import dataclass

from studio.domain import email
from studio.domain.account import Account
from studio.domain.brief import JobId
from studio.domain.errors import AccountConflict, AccountNotFound, JobNotFound
from studio.domain.job import Dialect, Job, JobStatus
from studio.ports import AccountRepository, Clock, JobRepository, Ledger, Mailer


@dataclass(frozen=True, slots=True)
class WriteToOwner:
    jobs: JobRepository
    accounts: AccountRepository
    ledger: Ledger
    mailer: Mailer
    clock: Clock

    def __call__(self, job_id: JobId) -> None:
        """An account without an address, or that wants no e-mail, gets none.

        Nor does anybody of what was deleted in the meantime.
        """
        try:
            job = self.jobs.get(job_id)
            account = self.accounts.account(job.owner)
        except (JobNotFound, AccountNotFound):
            return
        if account.email is None:
            return
        self._alert(account, account.email)
        if account.emails and _wants_to_know(job):
            self.mailer.send(email.finished(job, to=account.email))

    def _alert(self, account: Account, to: str) -> None:
        """Once a day; jobs that end in the same moment may do it twice, which beats never."""
        threshold, now = account.spend_alert, self.clock.now()
        if threshold is None or account.alerted_on == now.date():
            return
        balance = self.ledger.balance(account.id).at(now)
        if balance.spent < threshold:
            return
        self.mailer.send(email.spend_alert(balance, threshold=threshold, to=to))
        with suppress(AccountConflict):  # somebody changed it; the next job that ends tells again
            self.accounts.save(account.changed(alerted_on=now.date()))


def _wants_to_know(job: Job) -> bool:
    """A cancelled job is no news to whoever cancelled it."""
    ended_by_itself = job.status in {JobStatus.SUCCEEDED, JobStatus.FAILED}
    return ended_by_itself and job.dialect is Dialect.CHALKBOARD_V1 and job.topic.email_on_complete
