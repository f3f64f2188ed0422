"""A new API key, and what is to be known of it; storing that is the caller's business."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from studio.domain import api_key
from studio.domain.account import ApiKey, KeyKind
from studio.domain.brief import AccountId
from studio.domain.mode import Mode
from studio.ports import Clock, KeyIds, Randomness


class IssuedKey(NamedTuple):
    key: str
    known: ApiKey


@dataclass(frozen=True, slots=True)
class IssueKey:
    key_ids: KeyIds
    clock: Clock
    randomness: Randomness

    def __call__(
        self,
        account_id: AccountId,
        mode: Mode,
        *,
        kind: KeyKind = "chalkboard",
        name: str = "",
        webhook: str | None = None,
        expires_at: datetime | None = None,
    ) -> IssuedKey:
        key = api_key.mint(mode, self.randomness.entropy(api_key.ENTROPY_BYTES), kind=kind)
        known = ApiKey(
            id=self.key_ids(key),
            account_id=account_id,
            kind=kind,
            mode=mode,
            prefix=api_key.display_prefix(key),
            name=name,
            hint=api_key.hint(key),
            created_at=self.clock.now(),
            expires_at=expires_at,
            webhook=webhook,
            secret=api_key.new_secret(self.randomness.entropy),
        )
        return IssuedKey(key, known)
