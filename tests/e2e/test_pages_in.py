"""Pages and READMEs that a customer points at become videos about them, or the reason for none."""

import pytest

from tests.e2e.conftest import environment
from tests.web_server import Answer, moved, serving

PAGE = b"""<!doctype html><title>Sourdough</title><nav>Imprint of the bakery</nav>
<h1>Sourdough</h1>
<p>Sourdough rises because wild yeast eats the sugar in flour. The yeast gives off gas.</p>
<h2>What to do</h2><ol><li>Mix flour and water.<li>Wait a day.<li>Bake it hot.</ol>"""
README = b"""# Leaven

Leaven counts the bubbles in a dough. It takes a picture every minute.

## How to use it

1. Mount the camera.
2. Point it at the dough.
3. Wait for the alarm.
"""


@pytest.fixture
def site():
    with serving() as running:
        yield running


def test_a_page_becomes_narration(customer, site):
    site.answers |= {"/old": moved("/bread"), "/bread": Answer(PAGE)}
    job = customer.outcome(customer.order("This page", urls=[site.url("/old")]))

    assert job["status"] == "completed", job["error"]
    script = customer.text(job, "script.txt")
    assert "yeast" in script
    assert "Imprint" not in script
    told = [event for event in job["events"] if event["node"] == "research_agent"]
    assert told[0]["updates"]["pages"] == [site.url("/old")]
    assert told[1]["updates"]["chars"][site.url("/old")] > 100
    assert not [warning for warning in job["warnings"] if "not read" in warning]


def test_a_repositorys_readme_becomes_narration(cloud, customer, site):
    site.answers["/bakers/leaven/HEAD/README.rst"] = Answer(README, "text/plain")
    with environment(cloud, "FetchContextFunction", GITHUB_FILES_URL=site.url("/")):
        job_id = customer.order("This project", github=["https://github.com/bakers/leaven"])
        job = customer.outcome(job_id)

    assert job["status"] == "completed", job["error"]
    assert "bubbles" in customer.text(job, "script.txt")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nobody", "HTTP status 404"),
        ("/inside", "leads to an address that is not public"),
        ("/paper", "is a PDF"),
    ],
)
def test_a_source_that_cannot_be_read_fails_the_job_for_free(customer, site, path, reason):
    site.answers |= {
        "/bread": Answer(PAGE),
        "/inside": moved("http://169.254.169.254/latest/meta-data/"),
        "/paper": Answer(b"%PDF-1.7", "application/pdf"),
    }
    before = customer.balance()
    job = customer.outcome(customer.order("Two pages", urls=[site.url("/bread"), site.url(path)]))

    assert job["status"] == "failed"
    assert reason in job["error"]
    assert site.url(path) in job["error"]
    assert customer.balance() == before
    assert job["credits"]["charged"] == 0
