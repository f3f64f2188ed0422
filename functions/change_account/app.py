"""Operators invoke this: an account and its new limits or ban in, the account as it is now out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.application.change_account import AccountChange
from studio.bootstrap import accounts
from studio.config import Settings
from studio.observability import logger

change_account = accounts.change_account(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """`account` is an id or an e-mail address; with nothing to change it is only shown."""
    change = AccountChange.model_validate({k: v for k, v in event.items() if k != "account"})
    account = change_account(event["account"], change)
    wanted = change.model_dump(exclude_none=True)
    logger.info("Account looked up or changed", account=account.id, change=wanted)
    shown = {"name", "email", "banned", "requests_a_minute", "credits_a_day"}
    return {"account_id": account.id, **account.model_dump(mode="json", include=shown)}
