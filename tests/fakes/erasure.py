"""Erasures that are only asked for."""

from dataclasses import dataclass, field

from studio.domain.brief import AccountId


@dataclass
class FakeErasures:
    asked: list[AccountId] = field(default_factory=list)

    def ask(self, account_id: AccountId) -> None:
        self.asked.append(account_id)
