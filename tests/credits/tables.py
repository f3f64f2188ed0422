"""The template's tables, made by hand, and the adapters on them."""

from typing import Any

from studio.adapters.dynamodb import DynamoJobs
from studio.adapters.dynamodb_ledger import DynamoLedger
from tests.tables import jobs_in
from tests.template.source import resources

TABLES = ("JobsTable", "TimelineTable", "LedgerTable", "VideosTable")
KEPT = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


def stores(client: Any, name: str = "") -> tuple[DynamoJobs, DynamoLedger]:
    tables = {table: table + name for table in TABLES}
    for table, made in tables.items():
        properties = resources()[table]["Properties"]
        kept = {key: properties[key] for key in KEPT if key in properties}
        client.create_table(TableName=made, **kept)
    return jobs_in(tables, client), DynamoLedger(client, table=tables["LedgerTable"])
