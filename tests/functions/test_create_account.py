"""What an operator gets for a name, and only this once."""

import boto3
import pytest

from studio.domain.api_key import kind_of
from tests.functions.test_batches import Context, aws, load  # noqa: F401


@pytest.mark.usefixtures("aws")
def test_an_account_is_opened_with_a_key_for_each_api_and_mode(monkeypatch):
    opened = handler(monkeypatch)({"name": "ci", "webhook": "https://example.com/x"}, Context())

    assert set(opened) == {
        "account_id",
        "live",
        "test",
        "kodisc",
        "kodisc_webhook_secret",
        "password",
    }
    assert [kind_of(opened[key]) for key in ("live", "test", "kodisc")] == [
        "chalkboard",
        "chalkboard",
        "kodisc",
    ]
    assert opened["kodisc_webhook_secret"].startswith("whsec_")


@pytest.mark.usefixtures("aws")
def test_a_webhook_that_nobody_would_call_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="https"):
        handler(monkeypatch)({"name": "ci", "webhook": "http://example.com/x"}, Context())


def handler(monkeypatch):
    secret = boto3.client("secretsmanager").create_secret(Name="pepper", SecretString="p")
    monkeypatch.setenv("API_KEY_PEPPER_ARN", secret["ARN"])
    return load("create_account")
