"""The operator's grant, the daily reconciliation, and the end of a job, invoked as Lambda does."""

import json

import boto3
import pytest

from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.adapters.dynamodb_ledger import DynamoLedger
from studio.domain.account import Account
from studio.domain.brief import AccountId
from studio.domain.errors import AccountNotFound
from studio.domain.ledger import Books
from tests.builders import JOB, NOON, OWNER, a_job, a_scene_brief, an_event
from tests.functions.test_batches import Context, aws, jobs, load  # noqa: F401 - fixtures
from tests.template.source import resources


@pytest.fixture
def ledger(aws, monkeypatch):  # noqa: F811
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "studio")
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "chalkboard-test")
    accounts = DynamoAccounts(boto3.client("dynamodb"), table="AccountsTable")
    accounts.add(Account(id=OWNER, name="owner", created_at=NOON))
    return DynamoLedger(boto3.client("dynamodb"), table="LedgerTable")


def granted(**event):
    return load("grant_credits")({"account_id": OWNER, "grant_id": "g", **event}, Context())


def test_an_operator_grants_credits_once(ledger):
    for _ in range(2):
        answer = granted(paid=250, allowance=0)

    assert answer == {"free": 0, "paid": 250, "total": 250}
    assert ledger.balance(OWNER).paid == 250


def test_a_grant_that_takes_away_is_refused(ledger):
    with pytest.raises(ValueError, match="takes nothing away"):
        granted(paid=-1)


def test_a_grant_to_an_account_that_is_not_there_is_refused(ledger):
    with pytest.raises(AccountNotFound):
        granted(account_id="acct_typo", paid=5)


def test_a_grant_to_a_closed_account_is_refused(ledger):
    accounts = DynamoAccounts(boto3.client("dynamodb"), table="AccountsTable")
    accounts.save(accounts.account(OWNER).changed(closed_at=NOON))

    with pytest.raises(AccountNotFound):
        granted(paid=5)
    assert list(ledger.accounts()) == [], "its erasure would not find it"


def test_ending_a_job_by_the_workflow_refunds_it(jobs, ledger):  # noqa: F811
    granted(paid=20, allowance=0)
    movement, hold = Books(OWNER, ledger.balance(OWNER), NOON).hold(JOB, 10, cap=1000)
    job = a_job(dialect="kodisc_v2", brief=a_scene_brief(), hold=hold)
    jobs.add(job, an_event(), movement=movement)
    assert ledger.balance(OWNER).paid == 10

    failure = {"Error": "States.Timeout"}
    event = {"job_id": JOB, "to": "failed", "stage": "RenderVideo", "failure": failure}
    for _ in range(2):
        assert load("advance_job")(event, Context())["status"] == "failed"
    assert (ledger.balance(OWNER).paid, ledger.balance(OWNER).held) == (20, 0)


def metric(printed):
    (line,) = [line for line in printed.splitlines() if '"_aws"' in line]
    return json.loads(line)


def test_books_that_agree_are_a_metric_of_zero(ledger, capsys):
    granted(paid=250)
    answer = load("reconcile_credits")({}, Context())

    assert answer == {"accounts": 1, "drift": 0, "drifted": [], "restless": []}
    assert metric(capsys.readouterr().out)["CreditDrift"] == [0.0]


def test_the_alarm_watches_what_is_told(ledger, capsys):
    load("reconcile_credits")({}, Context())
    told = metric(capsys.readouterr().out)
    (metrics,) = told["_aws"]["CloudWatchMetrics"]
    alarm = resources()["CreditDriftAlarm"]["Properties"]
    function = resources()["ReconcileCreditsFunction"]["Properties"]

    namespace = function["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"]
    assert metrics["Namespace"] == "chalkboard-test"
    assert alarm["Namespace"] == namespace
    assert [m["Name"] for m in metrics["Metrics"]] == [alarm["MetricName"]]
    assert metrics["Dimensions"] == [[d["Name"] for d in alarm["Dimensions"]]]
    assert all(told[d["Name"]] == d["Value"] for d in alarm["Dimensions"])


def test_one_credit_of_drift_is_seen_and_its_account_named(ledger, capsys, caplog):
    granted(paid=250)
    balance = ledger.balance(OWNER)
    honest = Books(AccountId("other"), ledger.balance(AccountId("other")), NOON)
    ledger.record(honest.grant("g", free=0, paid=5))
    wrong = balance.model_copy(update={"paid": 251})
    boto3.client("dynamodb").update_item(
        TableName="LedgerTable",
        Key={"account": {"S": OWNER}, "entry": {"S": "balance"}},
        UpdateExpression="SET balance = :wrong",
        ExpressionAttributeValues={":wrong": {"S": wrong.model_dump_json()}},
    )

    assert load("reconcile_credits")({}, Context())["drift"] == 1
    assert metric(capsys.readouterr().out)["CreditDrift"] == [1.0]
    assert [r.account for r in caplog.records if r.levelname == "ERROR"] == [OWNER]
