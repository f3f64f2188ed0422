"""What DynamoDB says when a transaction did not happen, and what we make of it.

No simulator lets two transactions meet, so that the answers are AWS's own, replayed.
"""

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from studio.adapters.dynamodb_transaction import Write, write_all
from studio.domain.errors import BalanceConflict, Busy, EntryExists, JobConflict

NONE, GUARD = {"Code": "None"}, {"Code": "ConditionalCheckFailed"}
MET, SLOW = {"Code": "TransactionConflict"}, {"Code": "ThrottlingError"}


def outcome(*reasons, code="TransactionCanceledException"):
    """What is raised for a job, a balance and an entry, cancelled for these reasons."""
    client = boto3.client("dynamodb")
    losses = (JobConflict("j"), BalanceConflict("a"), EntryExists("a"))
    writes = [
        Write({"Put": {"TableName": "t", "Item": {"id": {"S": str(n)}}}}, otherwise=loss)
        for n, loss in enumerate(losses)
    ]
    with Stubber(client) as aws:
        fields = {"CancellationReasons": list(reasons)} if reasons else {}
        aws.add_client_error("transact_write_items", code, modeled_fields=fields)
        with pytest.raises(Exception) as raised:  # noqa: PT011 - it is the outcome
            write_all(client, writes, contended=Busy())
    return type(raised.value)


@pytest.mark.parametrize(
    ("reasons", "raised"),
    [
        ((GUARD, NONE, NONE), JobConflict),
        ((NONE, GUARD, NONE), BalanceConflict),
        ((NONE, NONE, GUARD), EntryExists),
        ((NONE, GUARD, GUARD), BalanceConflict),
        ((GUARD, GUARD, GUARD), JobConflict),
    ],
)
def test_the_first_guard_that_failed_says_why(reasons, raised):
    assert outcome(*reasons) is raised


@pytest.mark.parametrize("reasons", [(MET, NONE, NONE), (NONE, MET, MET)])
def test_two_transactions_that_met_are_worth_another_attempt(reasons):
    assert outcome(*reasons) is Busy


def test_a_guard_that_failed_is_surer_than_a_meeting():
    assert outcome(MET, GUARD, NONE) is BalanceConflict


def test_the_same_transaction_still_on_its_way_is_worth_another_attempt():
    assert outcome(code="TransactionInProgressException") is Busy


def test_anything_else_is_an_error():
    assert issubclass(outcome(NONE, SLOW, NONE), ClientError)
    assert issubclass(outcome(code="ProvisionedThroughputExceededException"), ClientError)
