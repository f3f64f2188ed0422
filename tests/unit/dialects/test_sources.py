"""What may be pointed at is known before a job is accepted."""

import pytest

from studio.application.grant_credits import GrantCredits
from tests.fakes import insist
from tests.house import House


@pytest.fixture
def studio():
    house = House()
    account = house.create_account("mine")
    grant = GrantCredits(house.ledger, house.accounts, house.clock, insist())
    grant(account.account_id, "opening", paid=1000)
    house.http = house.client(account.live)
    return house


@pytest.mark.parametrize(
    ("field", "good"),
    [("urls", "https://example.org/a"), ("urls", "http://example.org"), ("github", "a/b")],
)
def test_sources_are_accepted_up_to_ten(studio, field, good):
    for count, status in ((10, 202), (11, 422)):
        body = {"topic": "bread", field: [f" {good} "] * count}
        assert studio.http.post("/api/v1/jobs", json=body).status_code == status

    (job,) = studio.jobs.jobs.values()
    assert getattr(job.topic, field) == (good,) * 10
    assert job.points_at_pages


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        *(
            ("urls", url)
            for url in ("file:///etc/passwd", "example.org", "https://a@b/", "https://")
        ),
        ("urls", "https://example.org/" + "a" * 2048),
        ("urls", "https://example.org/\r\nHost: evil"),
        *(
            ("github", text)
            for text in ("a", "a/..", "ext::sh -c id", "https://github.com.evil/a/b")
        ),
        ("github", "https://github.com/a/b/tree/--upload-pack=id"),
        ("github", "https://github.com@evil.example/a/b"),
    ],
)
def test_what_is_no_source_is_refused_with_its_place_and_makes_no_job(studio, field, bad):
    good = {"urls": "https://example.org/", "github": "a/b"}[field]
    answer = studio.http.post("/api/v1/jobs", json={"topic": "bread", field: [good, bad]})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", field, 1]
    assert studio.jobs.jobs == {}


def test_a_form_may_name_sources_too(studio):
    fields = {"topic": "bread", "urls": ["https://example.org/"], "github": ["a/b", "c/d"]}
    answer = studio.http.post("/api/v1/jobs/upload", data=fields, files={"files": ("a.txt", b"a")})

    assert answer.status_code == 202, answer.text
    (job,) = studio.jobs.jobs.values()
    assert (job.topic.urls, job.topic.github) == (("https://example.org/",), ("a/b", "c/d"))
