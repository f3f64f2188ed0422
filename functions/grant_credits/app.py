"""Operators invoke this: an account, a grant's id and credits in, the account's balance out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import accounts
from studio.config import Settings
from studio.domain.brief import AccountId
from studio.observability import logger

grant_credits = accounts.grant_credits(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    balance = grant_credits(
        AccountId(event["account_id"]),
        event["grant_id"],
        paid=event.get("paid", 0),
        free=event.get("free", 0),
        allowance=event.get("allowance"),
    )
    logger.info("Credits granted", grant=event, free=balance.free, paid=balance.paid)
    return {"free": balance.free, "paid": balance.paid, "total": balance.total}
