"""The application does what its OpenAPI document says, whatever is sent to it."""

import pytest
from schemathesis import openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from studio.http import create_app
from tests.wire.furnished import furnished, operations

REFUSED = ["400", "401", "403", "404", "405", "409", "413", "422", "429"]
TAKEN = ["2xx", "304", "401", "403", "404", "409"]
BEYOND_SCHEMAS = {
    "create_job": ["422"],
    "estimate_job": ["422"],
    "upload_job": ["400", "422"],
    "create_upload": ["400", "413"],
    "create_webhook": ["400", "422"],
    "create_api_key": ["422"],
}
"""What no schema can say: where a URL leads, what a file is, which time is to come."""
EXAMPLES = 12
"""Of each kind for each operation: all of them together take about a minute."""


def operation_ids():
    document = furnished()[0].http.get("/openapi.json").json()
    return [operation["operationId"] for _, _, operation in operations(document)]


def explored(operation_id, ada, ids):
    """Every scenario that was played with one operation."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "headers": {"Authorization": f"Bearer {ada.token}"},
            "parameters": {f"path.{name}": value for name, value in ids.items()},
            "generation": {
                "deterministic": True,
                "max-examples": EXAMPLES,
                "allow-x00": False,
                "database": "none",
            },
            "checks": {
                "negative_data_rejection": {"expected-statuses": REFUSED},
                "positive_data_acceptance": {
                    "expected-statuses": TAKEN + BEYOND_SCHEMAS.get(operation_id, [])
                },
            },
            "phases": {"stateful": {"enabled": False}},
        }
    )
    app = create_app(ada.house.engine)
    schema = openapi.from_asgi("/openapi.json", app, config=config)
    yield from from_schema(schema.include(operation_id=operation_id)).execute()


@pytest.mark.parametrize("operation_id", operation_ids())
def test_an_operation_keeps_its_word(operation_id):
    ada, _ = furnished()
    events = list(explored(operation_id, ada, ada.furnish()))

    assert not [event for event in events if isinstance(event, NonFatalError | FatalError)]
    played = [event.recorder for event in events if isinstance(event, ScenarioFinished)]
    checks = [check for recorder in played for found in recorder.checks.values() for check in found]
    assert checks
    assert not {str(check.failure_info.failure) for check in checks if check.failure_info}
