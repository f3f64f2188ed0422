"""Queue of erasures: an account was closed; forget everything it holds."""

from typing import Any

from studio.batches import each_message
from studio.bootstrap import owners
from studio.config import Settings
from studio.domain.brief import AccountId

erase_account = owners.erase_account(Settings.from_env())


@each_message
def handler(message: dict[str, Any]) -> None:
    erase_account(AccountId(message["account_id"]))
