"""Once a day: compare every balance with its entries and open jobs, and count what differs."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import accounts
from studio.config import Settings
from studio.observability import logger

reconcile_credits = accounts.reconcile_credits(Settings.from_env())


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    seen = reconcile_credits()
    for account, drift in seen.drifts.items():
        logger.error("Credits drifted", account=account, drift=drift.model_dump())
    with single_metric(name="CreditDrift", unit=MetricUnit.Count, value=seen.drift):
        logger.info("Credits reconciled", accounts=seen.accounts, restless=seen.restless)
    return {
        "accounts": seen.accounts,
        "drift": seen.drift,
        "drifted": list(seen.drifts),
        "restless": list(seen.restless),
    }
