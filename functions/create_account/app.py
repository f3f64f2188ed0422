"""Operators invoke this: an account's name and default webhook in, its id and keys out, once."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import accounts
from studio.config import Settings

create_account = accounts.create_account(Settings.from_env())


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return create_account(event["name"], webhook=event.get("webhook"))._asdict()
