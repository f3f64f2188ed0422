"""The template's tables, made by hand, and the adapters on them."""

from typing import Any

from studio.adapters.dynamodb import DynamoJobs
from studio.adapters.dynamodb_ledger import DynamoLedger
from tests.template.source import resources

KEPT = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


def stores(client: Any, name: str = "") -> tuple[DynamoJobs, DynamoLedger]:
    for table in ("JobsTable", "TimelineTable", "LedgerTable", "VideosTable"):
        properties = resources()[table]["Properties"]
        made = {key: properties[key] for key in KEPT if key in properties}
        client.create_table(TableName=table + name, **made)
    jobs = DynamoJobs(
        client,
        jobs_table="JobsTable" + name,
        timeline_table="TimelineTable" + name,
        ledger_table="LedgerTable" + name,
        videos_table="VideosTable" + name,
    )
    return jobs, DynamoLedger(client, table="LedgerTable" + name)
