from datetime import timedelta

import pytest

from studio.application.write_to_owner import WriteToOwner
from studio.domain.account import Account
from studio.domain.credits import Balance
from studio.domain.job import Dialect
from tests.builders import JOB, NOON, OWNER, a_brief, a_job, a_scene_brief
from tests.credits.office import SetClock
from tests.fakes import FakeMailer, InMemoryAccounts, InMemoryJobs


class Post:
    def __init__(self):
        self.jobs, self.accounts = InMemoryJobs(), InMemoryAccounts()
        self.mailer, self.clock = FakeMailer(), SetClock()
        self.write = WriteToOwner(
            self.jobs, self.accounts, self.jobs.ledger, self.mailer, self.clock
        )

    def opened(self, **changes):
        fields = {"id": OWNER, "name": "ci", "created_at": NOON, "email": "ci@example.com"}
        self.accounts.add(Account(**fields | changes))

    def over(self, how="succeed", **changes):
        job = a_job(**changes)
        ended = {
            "succeed": lambda: job.start(at=NOON).succeed(
                at=NOON, outputs=(), duration=101.4, warnings=(), charge=37
            ),
            "fail": lambda: job.fail("The page was not found.", at=NOON),
            "cancel": lambda: job.cancel(at=NOON),
        }[how]()
        self.jobs.jobs[JOB] = ended
        self.write(JOB)
        return [email.subject for email in self.mailer.sent]

    def spent(self, credits_, *, day="2026-11-21"):
        self.jobs.ledger.balances[OWNER] = Balance(paid=100, day=day, spent=credits_)


@pytest.fixture
def post():
    return Post()


def test_a_finished_video_is_told_with_its_length_and_its_price(post):
    post.opened()

    assert post.over() == ["Your video is ready: How hash tables work"]
    (email,) = post.mailer.sent
    assert email.to == "ci@example.com"
    assert "1:41 long and cost 37 credits" in email.text


def test_a_failed_one_is_told_with_the_reason(post):
    post.opened()

    assert post.over("fail") == ["Your video could not be made: How hash tables work"]
    assert "The page was not found. It cost nothing." in post.mailer.sent[0].text


@pytest.mark.parametrize(
    ("account", "how", "job"),
    [
        ({"email": None}, "succeed", {}),
        ({"emails": False}, "succeed", {}),
        ({}, "succeed", {"brief": a_brief(email_on_complete=False)}),
        ({}, "cancel", {}),
        ({}, "succeed", {"brief": a_scene_brief(), "dialect": Dialect.KODISC_V2}),
    ],
)
def test_nobody_gets_an_email_they_did_not_ask_for(post, account, how, job):
    post.opened(**account)

    assert post.over(how, **job) == []


def test_a_topic_cannot_start_another_header(post):
    post.opened()
    (subject,) = post.over(brief=a_brief(topic="Hash\r\nBcc: all@example.com\x00 " + "x" * 200))

    assert subject.isprintable()
    assert len(subject) < 100


def test_spending_past_the_mark_is_told_once_a_day(post):
    post.opened(spend_alert=50, emails=False)
    post.spent(49)
    assert post.over() == []
    post.spent(50)
    assert post.over() == ["50 credits spent today"]
    assert post.over() == ["50 credits spent today"]

    post.clock.pass_(timedelta(days=1).total_seconds())
    assert len(post.over()) == 1, "nothing is spent yet on the new day"
    post.spent(60, day="2026-11-22")
    assert post.over()[1:] == ["60 credits spent today"]


def test_nobody_is_told_of_what_was_deleted_in_the_meantime(post):
    post.write(JOB)
    assert post.over() == [], "its account is gone"
