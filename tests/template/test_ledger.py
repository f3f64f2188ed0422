"""Who may touch the books, and what in them may be forgotten."""

from tests.template.source import functions, resources


def allowed(name, table):
    """What a function may do to a table."""
    actions = set()
    for policy in functions()[name]["Properties"].get("Policies", []):
        for statement in policy.get("Statement", []):
            if f"{table}.Arn" in str(statement["Resource"]):
                said = statement["Action"]
                actions |= {said} if isinstance(said, str) else set(said)
    return actions


def test_only_those_who_move_credits_may_write_the_ledger():
    writers = {name for name in functions() if "dynamodb:PutItem" in allowed(name, "LedgerTable")}

    assert writers == {
        *("ApiFunction", "AdvanceJobFunction"),
        *("SweepJobsFunction", "GrantCreditsFunction"),
        "EraseAccountFunction",  # it cancels what still runs
    }


def test_nobody_changes_an_entry_and_only_an_erasure_deletes_them_all():
    for name in functions():
        may = allowed(name, "LedgerTable")
        assert not may & {"dynamodb:UpdateItem", "dynamodb:DeleteItem"}
        assert ("dynamodb:BatchWriteItem" in may) == (name == "EraseAccountFunction")


def test_nothing_but_claims_expires():
    expiry = resources()["LedgerTable"]["Properties"]["TimeToLiveSpecification"]

    assert expiry == {"AttributeName": "expires_at", "Enabled": True}
