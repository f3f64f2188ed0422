"""An owner's account over the wire: profile, e-mails, export, and its end."""

import httpx
import pytest

from tests.e2e.conftest import Account, eventually


@pytest.fixture
def account(cloud):
    with Account.opened(cloud) as opened:
        yield opened


def letters(cloud, to):
    url = f"{cloud.ground.endpoint}/_ministack/ses/messages"
    accounts = httpx.get(url, trust_env=False).json()["messages"].values()
    return [message for sent in accounts for message in sent if to in message["To"]]


def test_a_finished_video_and_a_passed_mark_are_told_by_email(cloud, account):
    account.owner.patch("/account", json={"spend_alert_credits": 1})
    job = account.outcome(account.order("How a queue works"))

    def both():
        found = letters(cloud, account.email)
        return found if len(found) > 1 else None

    told = eventually(both)
    assert job["status"] == "completed"
    assert "Your video is ready: How a queue works" in str(told)
    assert "credits spent today" in str(told)


def test_an_account_takes_everything_along_and_leaves_nothing_behind(cloud, account):
    job_id = account.order("How a stack works")
    account.outcome(job_id)
    export = account.owner.get("/account/export").json()
    url = export["jobs"][0]["files"]["script.txt"]

    assert b"stack" in httpx.get(url, trust_env=False).content.lower()
    queue = cloud.client("sqs")
    name = cloud.stack.physical["ErasureQueue"]
    queue.set_queue_attributes(QueueUrl=name, Attributes={"DelaySeconds": "0"})
    assert account.owner.delete("/account").status_code == 202
    assert account.http.get("/jobs").status_code == 401
    s3, bucket = cloud.client("s3"), cloud.stack.physical["MediaBucket"]

    def empty():
        left = s3.list_objects_v2(Bucket=bucket, Prefix=f"jobs/{job_id}/")
        return left["KeyCount"] == 0 or None

    eventually(empty)

    def forgotten():
        item = cloud.client("dynamodb").get_item(
            TableName=cloud.stack.physical["AccountsTable"], Key={"id": {"S": account.id}}
        )
        return "Item" not in item or None

    eventually(forgotten)
    pool = cloud.stack.physical["UserPool"]
    people = cloud.client("cognito-idp").list_users(UserPoolId=pool)["Users"]
    assert account.email not in str(people)
