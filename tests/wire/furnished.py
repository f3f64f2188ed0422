"""A house with two tenants, each of whom has one of everything that has an id."""

from studio.application.artifacts import voice_sample_key
from studio.application.grant_credits import GrantCredits
from studio.domain.brief import JobId
from studio.domain.delivery import Attempt, Delivery
from studio.domain.files import MADE_BY_RENDER
from tests.builders import NOON, a_report, a_scene, a_script
from tests.fakes import insist
from tests.house import House

PLENTY = 1_000_000_000


class Tenant:
    """An owner, signed in, with an endless balance."""

    def __init__(self, house, name):
        self.house = house
        limits = {"requests_a_minute": PLENTY, "credits_a_day": PLENTY}
        made = house.create_account(name, email=f"{name}@example.com", **limits)
        grant = GrantCredits(house.ledger, house.accounts, house.clock, insist())
        grant(made.account_id, "opening", allowance=0, paid=PLENTY)
        account = house.accounts.account(made.account_id)
        self.account, self.test_key = account, made.test
        self.token = house.sign_ins.token_of(account.person)
        self.http = house.client(self.token)

    def made(self, path, **body):
        answer = self.http.post(f"/api/v1{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def furnish(self):
        """The ids of what the tenant has, by the names that paths have for them."""
        job_id = self.film()
        webhook_id = self.made("/webhooks", url="https://example.com/hook")["id"]
        return {
            "job_id": job_id,
            "run_id": job_id,
            "name": "final.mp4",
            "webhook_id": webhook_id,
            "delivery_id": self.attempt(webhook_id, job_id),
            "key_id": self.made("/account/api-keys", name="another")["id"],
            "upload_id": self.made("/uploads", files=[{"name": "a.py", "size": 1}])["id"],
            "voice_id": self.hear("aria"),
        }

    def film(self):
        job_id = JobId(self.made("/jobs", topic="hash tables")["id"])
        made = {f"outputs/{name}": b"0123456789" for name in MADE_BY_RENDER}
        made |= {
            "work/script.json": a_script(a_scene()).model_dump_json().encode(),
            "render/report.json": a_report(duration=60).model_dump_json().encode(),
        }
        bodies = {f"jobs/{job_id}/{name}": body for name, body in made.items()}
        self.house.artifacts.bodies |= bodies
        self.house.advance.start(job_id)
        self.house.advance.succeed(job_id)
        return job_id

    def hear(self, voice_id):
        provider = self.house.engine.voices.provider
        self.house.artifacts.bodies[voice_sample_key(provider, voice_id)] = b"RIFF"
        return voice_id

    def attempt(self, webhook_id, job_id):
        delivery = Delivery(
            id=f"delivery-{job_id}",
            account=self.account.id,
            event="job.completed",
            message="evt_1",
            body_key="bodies/evt_1",
            endpoint=webhook_id,
        )
        attempt = Attempt(delivery=delivery, number=1, at=NOON, status=200, seconds=0.1)
        self.house.delivery_log.record(attempt)
        return attempt.id


def operations(document):
    """Method, path and operation of everything that the document has."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def furnished():
    house = House()
    return Tenant(house, "ada"), Tenant(house, "bob")
