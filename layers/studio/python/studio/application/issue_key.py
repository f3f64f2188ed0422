"""A new API key, and what is to be known of it; storing that is the caller's business."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from studio.domain import api_key
from studio.domain.account import ApiKey, KeyKind
from studio.domain.brief import AccountId
from studio.domain.mode import Mode
from studio.ports import Clock, KeyIds, Randomness


@dataclass(frozen=True, slots=True)
class KeyWanted:
    mode: Mode
    kind: KeyKind = "chalkboard"
    name: str = ""
    webhook: str | None = None
    """Told of jobs that name no other URL."""
    expires_at: datetime | None = None


class IssuedKey(NamedTuple):
    key: str
    known: ApiKey


@dataclass(frozen=True, slots=True)
class IssueKey:
    key_ids: KeyIds
    clock: Clock
    randomness: Randomness

    def __call__(self, account_id: AccountId, wanted: KeyWanted) -> IssuedKey:
        noise = self.randomness.entropy(api_key.ENTROPY_BYTES)
        key = api_key.mint(wanted.mode, noise, kind=wanted.kind)
        known = ApiKey(
            id=self.key_ids(key),
            account_id=account_id,
            kind=wanted.kind,
            mode=wanted.mode,
            prefix=api_key.display_prefix(key),
            name=wanted.name,
            hint=api_key.hint(key),
            created_at=self.clock.now(),
            expires_at=wanted.expires_at,
            webhook=wanted.webhook,
            secret=api_key.new_secret(self.randomness.entropy),
        )
        return IssuedKey(key, known)
