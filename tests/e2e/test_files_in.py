"""Source code and prose that a customer attaches become videos about them."""

import json

import pytest

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


@pytest.mark.parametrize(
    ("name", "body", "spoken", "shown"),
    [("words.py", CODE, "count", "CodeListing("), ("bread.md", PROSE, "yeast", "Steps(")],
)
def test_a_file_is_explained(customer, name, body, spoken, shown):
    answer = customer.http.post(
        "/jobs/upload", data={"topic": "This file"}, files={"files": (name, body.encode())}
    )
    assert answer.status_code == 202, answer.text
    job = customer.outcome(answer.json()["id"])

    assert job["status"] == "completed", job["error"]
    assert spoken in read(customer, job, "script.txt")
    assert shown in read(customer, job, "scene.py")
    segments = json.loads(read(customer, job, "segments.json"))
    assert all(segment["cues"] == sorted(segment["cues"]) for segment in segments)


def read(customer, job, name):
    return customer.http.get(f"/jobs/{job['id']}/files/{name}").raise_for_status().text
