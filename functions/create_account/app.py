"""Operators invoke this: an account's name, owner and limits in, its id and keys out, once."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from studio.bootstrap import accounts
from studio.config import Settings

create_account = accounts.create_account(Settings.from_env())


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """`name`, and if wanted `email`, `password`, `webhook` and limits of an account."""
    return create_account(**event)._asdict()
