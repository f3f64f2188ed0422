"""Erasures that are only asked for."""

from dataclasses import dataclass, field

from studio.domain.brief import AccountId, JobId


@dataclass
class FakeErasures:
    asked: list[AccountId] = field(default_factory=list)
    asked_again: list[JobId] = field(default_factory=list)

    def ask(self, account_id: AccountId) -> None:
        self.asked.append(account_id)

    def ask_again(self, job_id: JobId) -> None:
        self.asked_again.append(job_id)
