"""An account's API keys: make one, list them, revoke one."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.application.insist import Insist
from studio.application.issue_key import IssuedKey, IssueKey, KeyWanted
from studio.domain.account import ApiKey, KeyId
from studio.domain.api_key import MOST_ACTIVE
from studio.domain.brief import AccountId
from studio.domain.errors import ApiKeyConflict, ApiKeyNotFound, TooManyKeys
from studio.ports import AccountRepository, Clock


@dataclass(frozen=True, slots=True)
class KeepKeys:
    accounts: AccountRepository
    issue_key: IssueKey
    clock: Clock
    insist: Insist

    def create(self, account_id: AccountId, wanted: KeyWanted) -> IssuedKey:
        """Raises `TooManyKeys`."""
        now = self.clock.now()
        active = [key for key in self.accounts.keys_of(account_id) if key.is_active(now)]
        if len(active) >= MOST_ACTIVE:
            raise TooManyKeys(MOST_ACTIVE)
        issued = self.issue_key(account_id, wanted)
        self.accounts.add_key(issued.known)
        return issued

    def all(self, account_id: AccountId) -> Sequence[tuple[ApiKey, bool]]:
        """Newest first, each with whether it is active."""
        now = self.clock.now()
        return [(key, key.is_active(now)) for key in self.accounts.keys_of(account_id)]

    def revoke(self, account_id: AccountId, key_id: KeyId) -> None:
        """It opens nothing from now on; once more changes nothing.

        Raises `ApiKeyNotFound`, also for another account's key, and `Busy`.
        """

        def attempt() -> None:
            key = self.accounts.key(key_id)
            if key.account_id != account_id:
                raise ApiKeyNotFound(key_id)
            if key.revoked_at is None:
                self.accounts.save_key(key.revoked(self.clock.now()))

        self.insist(attempt, on=(ApiKeyConflict,))
