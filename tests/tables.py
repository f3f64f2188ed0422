"""The adapter of jobs on tables by their names in the template."""

from collections.abc import Mapping
from typing import Any

from studio.adapters.dynamodb import DynamoJobs


def jobs_in(tables: Mapping[str, str], client: Any) -> DynamoJobs:
    return DynamoJobs(
        client,
        jobs_table=tables["JobsTable"],
        timeline_table=tables["TimelineTable"],
        ledger_table=tables["LedgerTable"],
        videos_table=tables["VideosTable"],
    )
