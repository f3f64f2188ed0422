"""One guarded write to several tables, and whose guard it was when it did not happen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from studio.domain.errors import StudioError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_GUARD: Final = "ConditionalCheckFailed"
_MET_ANOTHER: Final = "TransactionConflict"
_IN_PROGRESS: Final = "TransactionInProgressException"


@dataclass(frozen=True, slots=True)
class Write:
    """One item of a transaction, and what to raise when its condition does not hold."""

    item: dict[str, Any]
    otherwise: StudioError


def write_all(client: "DynamoDBClient", writes: Sequence[Write], *, contended: StudioError) -> None:
    """Write everything or nothing; the first write whose guard failed says what to raise.

    Two transactions that meet on an item also fail, whatever their guards say: that raises
    `contended`, and another attempt is how to find out.
    """
    items: list[Any] = [write.item for write in writes]
    try:
        client.transact_write_items(TransactItems=items)
    except ClientError as error:
        reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
        if _GUARD in reasons:
            raise writes[reasons.index(_GUARD)].otherwise from error
        if _MET_ANOTHER in reasons or error.response["Error"]["Code"] == _IN_PROGRESS:
            raise contended from error
        raise


def named(expression: str) -> dict[str, str]:
    """DynamoDB reserves many words, so expressions say `#word`; this is what they stand for."""
    return {"#" + name: name for name in re.findall(r"#(\w+)", expression)}
