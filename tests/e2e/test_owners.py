"""An owner's account over the wire: profile, e-mails, export, and its end."""

import httpx
import pytest

from local.keys import invoke
from tests.e2e.conftest import eventually, token

PASSWORD = "Chalk-and-board-1"  # noqa: S105


def client(cloud, credential):
    headers = {"Authorization": f"Bearer {credential}"}
    return httpx.Client(base_url=cloud.base_url, headers=headers, timeout=60, trust_env=False)


@pytest.fixture
def bought(cloud):
    """Opens an account of its own, with an owner who is signed in and a test key."""
    opened = []

    def make(email):
        asked = {"name": "buyer", "email": email, "password": PASSWORD, "requests_a_minute": 6000}
        account = invoke(cloud.ground, cloud.stack, "CreateAccountFunction", asked)
        owner = client(cloud, token(cloud, email, PASSWORD))
        key = client(cloud, account["test"])
        opened.extend([owner, key])
        return account["account_id"], owner, key

    yield make
    for http in opened:
        http.close()


def over(key, job_id):
    def look():
        job = key.get(f"/jobs/{job_id}").json()
        return job if job["status"] in {"completed", "failed", "cancelled"} else None

    return eventually(look)


def letters(cloud, to):
    url = f"{cloud.ground.endpoint}/_ministack/ses/messages"
    accounts = httpx.get(url, trust_env=False).json()["messages"].values()
    return [message for sent in accounts for message in sent if to in message["To"]]


def test_a_finished_video_and_a_passed_mark_are_told_by_email(cloud, bought):
    _, owner, key = bought("reader@example.com")
    owner.patch("/account", json={"spend_alert_credits": 1})
    job_id = key.post("/jobs", json={"topic": "How a queue works"}).json()["id"]
    job = over(key, job_id)

    def both():
        found = letters(cloud, "reader@example.com")
        return found if len(found) > 1 else None

    told = eventually(both)
    assert job["status"] == "completed"
    assert "Your video is ready: How a queue works" in str(told)
    assert "credits spent today" in str(told)


def test_an_account_takes_everything_along_and_leaves_nothing_behind(cloud, bought):
    account, owner, key = bought("leaver@example.com")
    job_id = key.post("/jobs", json={"topic": "How a stack works"}).json()["id"]
    over(key, job_id)
    export = owner.get("/account/export").json()
    url = export["jobs"][0]["files"]["script.txt"]

    assert b"stack" in httpx.get(url, trust_env=False).content.lower()
    queue = cloud.client("sqs")
    name = cloud.stack.physical["ErasureQueue"]
    queue.set_queue_attributes(QueueUrl=name, Attributes={"DelaySeconds": "0"})
    assert owner.delete("/account").status_code == 202
    assert key.get("/jobs").status_code == 401
    s3, bucket = cloud.client("s3"), cloud.stack.physical["MediaBucket"]

    def empty():
        left = s3.list_objects_v2(Bucket=bucket, Prefix=f"jobs/{job_id}/")
        return left["KeyCount"] == 0 or None

    eventually(empty)

    def forgotten():
        item = cloud.client("dynamodb").get_item(
            TableName=cloud.stack.physical["AccountsTable"], Key={"id": {"S": account}}
        )
        return "Item" not in item or None

    eventually(forgotten)
    pool = cloud.stack.physical["UserPool"]
    people = cloud.client("cognito-idp").list_users(UserPoolId=pool)["Users"]
    assert "leaver@example.com" not in str(people)
