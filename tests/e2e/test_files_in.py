"""Source code and prose that a customer attaches become videos about them."""

import json
import subprocess

import pytest

from tests.e2e.conftest import eventually
from tests.security import hostile_files as hostile

CODE = '''"""Counting words."""


def count(text: str) -> dict[str, int]:
    """Return how often each word occurs."""
    counts: dict[str, int] = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def top(text: str, n: int) -> list[str]:
    """Return the n most frequent words."""
    counts = count(text)
    return sorted(counts, key=counts.get, reverse=True)[:n]
'''
PROSE = """# Sourdough

Sourdough rises because wild yeast eats the sugar in flour. The yeast gives off gas.

## What to do

1. Mix flour and water.
2. Wait a day.
3. Bake it hot.
"""


SOURDOUGH = (
    "Sourdough rises because wild yeast eats the sugar in flour.",
    "The yeast gives off gas, and the gas lifts the dough.",
    "Bakers wait a whole day for the yeast to work.",
)


@pytest.mark.parametrize(
    ("name", "body", "spoken", "shown"),
    [
        ("words.py", CODE.encode(), "count", "CodeListing("),
        ("bread.md", PROSE.encode(), "yeast", "Steps("),
        ("bread.pdf", hostile.written_pdf(*SOURDOUGH), "yeast", "TitleCard("),
    ],
)
def test_a_file_is_explained(customer, name, body, spoken, shown):
    answer = customer.http.post(
        "/jobs/upload", data={"topic": "This file"}, files={"files": (name, body)}
    )
    assert answer.status_code == 202, answer.text
    job = customer.outcome(answer.json()["id"])

    assert job["status"] == "completed", job["error"]
    assert spoken in customer.text(job, "script.txt")
    assert shown in customer.text(job, "scene.py")
    segments = json.loads(customer.text(job, "segments.json"))
    assert all(segment["cues"] == sorted(segment["cues"]) for segment in segments)


def test_documents_and_a_picture_are_sent_by_themselves_and_explained(customer, tmp_path):
    files = {
        "bread.pdf": hostile.written_pdf(*SOURDOUGH),
        "notes.docx": hostile.a_docx(hostile.paragraphs("Rye dough is sticky and rises slowly.")),
        "crumb.png": hostile.a_picture(1200, 800),
    }
    announced = [{"name": name, "size": len(body)} for name, body in files.items()]
    upload = customer.http.post("/uploads", json={"files": announced}).raise_for_status().json()
    early = customer.http.post("/jobs", json={"topic": "Bread", "upload": upload["id"]})

    assert early.status_code == 409
    assert early.json()["detail"].endswith("Still missing: bread.pdf, notes.docx, crumb.png.")

    for file in upload["files"]:
        (tmp_path / file["name"]).write_bytes(files[file["name"]])
        assert curl_put(tmp_path / file["name"], file) == ["200", "412"]
    job = customer.outcome(customer.order("Bread", upload=upload["id"]))

    assert job["status"] == "completed", job["error"]
    assert "yeast" in customer.text(job, "script.txt")
    assert job["warnings"] == ["Not looked at, because this writer cannot see pictures: crumb.png."]
    reached = [
        event["updates"]["progress"] for event in job["events"] if "progress" in event["updates"]
    ]
    assert [event["node"] for event in job["events"]].count("research_agent") == 2
    assert reached[:4] == sorted(reached[:4])

    again = customer.http.post(f"/jobs/{job['id']}/retry").raise_for_status().json()["id"]
    assert eventually(lambda: files_read(customer, again)) == [
        "bread.pdf",
        "notes.docx",
        "crumb.png",
    ]
    customer.http.delete(f"/jobs/{again}").raise_for_status()


def test_a_hostile_document_ends_the_job_with_the_reason_and_costs_nothing(customer):
    before = customer.balance()
    answer = customer.http.post(
        "/jobs/upload",
        data={"topic": "x"},
        files=[
            ("files", ("fine.pdf", hostile.written_pdf("hello"))),
            ("files", ("bomb.docx", hostile.zip_bomb())),
        ],
    )
    assert answer.status_code == 202, answer.text
    job = customer.outcome(answer.json()["id"])

    assert job["status"] == "failed"
    assert job["error"].startswith(
        "Not every file can be read. bomb.docx: it inflates to more than"
    )
    assert customer.balance() == before
    assert customer.execution_over(job["id"]) == "FAILED"


def files_read(customer, job_id):
    """The names of the files that were read for this job; none while they are not."""
    for event in customer.job(job_id)["events"]:
        for file in event["updates"].get("files", []):
            if "kind" in file:
                return [each["name"] for each in event["updates"]["files"]]
    return None


def curl_put(path, file):
    """The statuses of sending it twice."""
    command = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-T", str(path)]
    once = ["-H", f"If-None-Match: {file['headers']['If-None-Match']}", file["url"]]
    return [
        subprocess.run([*command, *once], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
