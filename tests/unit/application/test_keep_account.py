"""What an owner does with an account, over the real application on stand-in storage."""

import json

import pytest

from studio.application.erase_account import EraseAccount
from studio.application.erase_job import EraseJob
from studio.domain.delivery import Attempt
from studio.domain.errors import AccountNotFound
from studio.domain.job import JobStatus
from tests.builders import NOON, a_delivery
from tests.fakes import InMemoryPeople, insist
from tests.house import House


@pytest.fixture
def house():
    return House()


@pytest.fixture
def account(house):
    return house.create_account("ours", email="owner@example.com")


@pytest.fixture
def owner(house, account):
    """Signed in."""
    person = house.accounts.account(account.account_id).person
    return house.client(house.sign_ins.token_of(person))


def an_attempt(delivery):
    return Attempt(delivery=delivery, number=1, at=NOON, status=200, seconds=0.25)


def erase(house, people=None):
    jobs, artifacts = house.jobs, house.artifacts
    EraseAccount(
        house.accounts,
        people or InMemoryPeople(),
        jobs,
        house.ledger,
        house.endpoints,
        house.delivery_log,
        artifacts,
        house.advance,
        EraseJob(jobs, jobs, artifacts, house.delivery_log, insist()),
        house.erasures,
    )(house.erasures.asked.pop(0))


def test_an_account_says_what_it_has_and_what_it_may(owner):
    said = owner.get("/api/account").json()

    assert said["email"] == "owner@example.com"
    assert said["credits"]["balance"] == said["credits"]["free"] == 1000
    assert said["credits"]["daily_cap"] == {"limit": 1000, "spent": 0, "left": 1000}
    assert said["limits"] == {"requests_per_minute": 60, "credits_per_day": 1000}


def test_a_key_may_read_the_account_but_not_change_take_or_end_it(house, account):
    http = house.client(account.live)

    assert http.get("/api/account").status_code == 200
    assert http.patch("/api/account", json={"name": "x"}).status_code == 403
    assert http.get("/api/account/export").status_code == 403
    assert http.delete("/api/account").status_code == 403


def test_preferences_change_one_by_one(owner):
    owner.patch("/api/account", json={"spend_alert_credits": 500})
    said = owner.patch("/api/account", json={"email_notifications": False}).json()

    assert (said["spend_alert_credits"], said["email_notifications"]) == (500, False)
    assert (
        owner.patch("/api/account", json={"spend_alert_credits": None}).json()[
            "spend_alert_credits"
        ]
        is None
    )


@pytest.mark.parametrize(
    "body",
    [{"name": " "}, {"spend_alert_credits": -1}, {"spend_alert_credits": 1.5}, [], {"name": None}],
)
def test_nonsense_preferences_are_refused(owner, body):
    assert owner.patch("/api/account", json=body).status_code == 422


def test_an_export_holds_everything_but_secrets(house, account, owner):
    job_id = house.client(account.live).post("/api/v1/jobs", json={"topic": "Quokkas"}).json()["id"]
    made = owner.post("/api/v1/webhooks", json={"url": "https://example.com/hook"}).json()
    answer = owner.get("/api/account/export")
    held = json.loads(answer.text)

    assert [job["job"]["id"] for job in held["jobs"]] == [job_id]
    assert held["jobs"][0]["events"]
    assert held["account"]["email"] == "owner@example.com"
    assert len(held["api_keys"]) == 3
    assert held["ledger"]
    assert [endpoint["id"] for endpoint in held["webhooks"]] == [made["id"]]
    assert made["secret"] not in answer.text
    assert "whsec_" not in answer.text


def test_an_export_links_to_what_was_sent_and_knows_what_was_told(house, account, owner):
    http = house.client(account.live)
    form = {"data": {"topic": "This"}, "files": {"files": ("a.py", b"print()")}}
    job_id = http.post("/api/v1/jobs/upload", **form).json()["id"]
    announced = {"files": [{"name": "b.txt", "size": 1}]}
    upload = http.post("/api/v1/uploads", json=announced).json()["id"]
    endpoint = owner.post("/api/v1/webhooks", json={"url": "https://example.com/hook"}).json()["id"]
    told = an_attempt(a_delivery(id="told", job_id=job_id, endpoint=endpoint))
    ping = an_attempt(a_delivery(id="ping", job_id=None, endpoint=endpoint))
    for attempt in (told, ping):
        house.delivery_log.record(attempt)
    held = owner.get("/api/account/export").json()

    (job,), (webhook,) = held["jobs"], held["webhooks"]
    assert job["sent"] == {"a.py": f"https://artifacts.invalid/jobs/{job_id}/context/a.py?get"}
    assert [Attempt(**attempt) for attempt in job["deliveries"]] == [told]
    assert [Attempt(**attempt) for attempt in webhook["pings"]] == [ping]
    assert list(held["uploads"]) == [f"{upload}.json"]


def test_what_was_told_of_an_endpoint_goes_with_it_or_with_the_account(house, account, owner):
    ids = [
        owner.post("/api/v1/webhooks", json={"url": f"https://example.com/{n}"}).json()["id"]
        for n in range(2)
    ]
    for endpoint in ids:
        ping = a_delivery(id=f"ping-{endpoint}", job_id=None, endpoint=endpoint)
        house.delivery_log.record(an_attempt(ping))
    owner.delete(f"/api/v1/webhooks/{ids[0]}")
    assert [one.delivery.endpoint for one in house.delivery_log.kept.values()] == [ids[1]]

    owner.delete("/api/account")
    erase(house)
    assert not house.delivery_log.kept


def test_a_closed_account_lets_nobody_in_at_once(house, account, owner):
    answer = owner.delete("/api/account")

    assert (answer.status_code, answer.json()) == (202, {"status": "deleting"})
    assert owner.get("/api/account").status_code == 401
    assert house.client(account.live).get("/api/v1/jobs").status_code == 401


def test_an_erased_account_leaves_nothing(house, account, owner):
    stranger = house.create_account("others")
    other = house.client(stranger.live).post("/api/v1/jobs", json={"topic": "Theirs"}).json()["id"]
    job_id = house.client(account.live).post("/api/v1/jobs", json={"topic": "Ours"}).json()["id"]
    house.artifacts.bodies[f"jobs/{job_id}/outputs/final.mp4"] = b"video"
    house.artifacts.bodies[f"uploads/{account.account_id}/upl_1/a.txt"] = b"text"
    owner.post("/api/v1/webhooks", json={"url": "https://example.com/hook"})
    owner.delete("/api/account")

    erase(house)
    assert house.jobs.get(job_id).status is JobStatus.CANCELLED, "it was still running"
    erase(house)
    assert list(house.jobs.jobs) == [other]
    assert not house.artifacts.bodies
    assert not house.endpoints.kept
    assert list(house.ledger.accounts()) == [stranger.account_id]
    with pytest.raises(AccountNotFound):
        house.accounts.account(account.account_id)
    assert house.erasures.asked == []


def test_an_open_account_is_not_erased_and_one_that_is_gone_is_no_error(house, account):
    house.erasures.asked += [account.account_id, "acct_gone"]
    erase(house)
    erase(house)

    assert house.accounts.account(account.account_id)
