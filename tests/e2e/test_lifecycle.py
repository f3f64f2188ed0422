"""Jobs followed, cancelled, retried and rendered again, through the real template."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.e2e.conftest import eventually

TOPIC = "How does binary search work?"
SHORT = {"speed": 2.0, "pace": "brisk"}


def listen(customer, job_id, *, query="", until=None, **headers):
    """What an EventSource has: its messages as (id, data), and its comments."""
    told, comments, last_id = [], [], None
    url = f"/jobs/{job_id}/events{query}"
    with customer.http.stream("GET", url, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith(":"):
                comments.append(line)
            if line.startswith("id: "):
                last_id = line.removeprefix("id: ")
            if line.startswith("data: "):
                told.append((last_id, json.loads(line[6:])))
            if until and told and until(told[-1][1]):
                break
    return told, comments


def statuses(told):
    events = [data for _, data in told if data.get("node") in {"init", "job"}]
    return [event["updates"]["status"] for event in events]


@pytest.fixture(scope="module")
def followed(customer):
    """A job that two listened to from its first moment."""
    job_id = customer.order(TOPIC, **SHORT)
    with ThreadPoolExecutor(2) as threads:
        ears = [threads.submit(listen, customer, job_id) for _ in range(2)]
        heard = [ear.result(timeout=240) for ear in ears]
    job = customer.outcome(job_id)
    assert job["status"] == "completed", job["error"]
    return job, heard


def test_two_listeners_both_hear_everything_and_the_end(followed):
    job, heard = followed
    (one, _), (other, _) = heard
    known = {json.dumps(event, sort_keys=True) for event in job["events"]}

    assert one[-1][1] == other[-1][1] == {"done": True}
    for told in (one, other):
        events = [data for _, data in told[:-1]]
        assert {json.dumps(event, sort_keys=True) for event in events} >= known
    assert [i for i, _ in one] == [i for i, _ in other]
    assert len({i for i, _ in one[:-1]}) == len(one) - 1
    assert statuses(one) == ["pending", "running", "completed"]


def test_a_listener_that_was_cut_off_resumes(customer, followed):
    job, ((told, _), _) = followed
    half = len(told) // 2
    rest, _ = listen(customer, job["id"], **{"Last-Event-ID": told[half][0]})

    assert [data for _, data in rest] == [data for _, data in told[half + 1 :]]
    nothing, _ = listen(customer, job["id"], query="?replay=0")
    assert [data for _, data in nothing] == [{"done": True}]


def test_a_listener_that_leaves_early_hears_the_rest_when_it_comes_back(customer):
    job_id = customer.order("What is a hash table?", **SHORT)
    first, _ = listen(customer, job_id, until=lambda data: data["node"] == "script_agent")
    assert customer.job(job_id)["status"] == "running", "events arrive while they happen"
    customer.http.delete(f"/jobs/{job_id}")
    rest, _ = listen(customer, job_id, **{"Last-Event-ID": first[-1][0]})

    ids = [i for i, _ in first] + [i for i, _ in rest[:-1]]
    assert len(ids) == len(set(ids))
    assert statuses(first) + statuses(rest) == ["pending", "running", "cancelled"]


def test_a_job_in_flight_says_what_is_left_of_it(customer, followed):
    job, _ = followed
    assert (job["eta_seconds"], job["expected_seconds"] > 0) == (None, True)
    again = customer.job(customer.order(TOPIC, **SHORT))
    customer.http.delete(f"/jobs/{again['id']}")

    assert again["expected_seconds"] < 240, "by the run before it, not by default"
    assert 0 < again["eta_seconds"] <= again["expected_seconds"]


def reached(customer, job_id, stage):
    def there():
        job = customer.job(job_id)
        assert job["status"] in {"pending", "running"}, job
        return job if job["stage"] == stage else None

    return eventually(there)


def test_a_job_is_cancelled_while_it_is_voiced(customer):
    job_id = customer.order(TOPIC)
    reached(customer, job_id, "synthesizing_voice")
    answer = customer.http.delete(f"/jobs/{job_id}")

    assert (answer.status_code, answer.json()) == (200, {"status": "cancelling"})
    assert customer.execution_over(job_id) == "ABORTED"
    time.sleep(5)  # what was under way in that stage ends, and says so
    job = customer.job(job_id)
    assert (job["status"], job["output_files"], job["eta_seconds"]) == ("cancelled", [], None)
    assert job["events"][-1]["updates"] == {"status": "cancelled"}
    assert job["progress"] < 100
    assert customer.http.delete(f"/jobs/{job_id}").json() == {"status": "cancelled"}


def test_a_job_is_cancelled_while_it_is_rendered_and_nothing_of_it_is_left(cloud, customer):
    job_id = customer.order(TOPIC)
    reached(customer, job_id, "rendering")
    eventually(lambda: cloud.task_pids() or None)
    customer.http.delete(f"/jobs/{job_id}")

    eventually(lambda: True if not cloud.task_pids() else None, seconds=30)
    assert customer.execution_over(job_id) == "ABORTED"
    job = customer.job(job_id)
    assert (job["status"], job["output_files"]) == ("cancelled", [])
    for name in ("final.mp4", "script.txt"):
        answer = customer.http.get(f"/jobs/{job_id}/files/{name}")
        assert (answer.status_code, answer.json()) == (404, {"detail": "File not found"})


def test_a_retry_has_the_uploads_of_its_source(customer):
    notes = b"# Otters\n\nOtters hold hands while they sleep, so that they do not drift apart.\n"
    answer = customer.http.post(
        "/jobs/upload", data={"topic": "Explain my notes"}, files=[("files", ("notes.md", notes))]
    )
    source = answer.json()["id"]
    assert customer.http.post(f"/jobs/{source}/retry").status_code == 409
    customer.http.delete(f"/jobs/{source}")
    again = customer.http.post(f"/jobs/{source}/retry")
    assert (again.status_code, again.json()["source_job_id"]) == (202, source)
    told, _ = listen(
        customer, again.json()["id"], until=lambda data: data["node"] == "script_agent"
    )
    customer.http.delete(f"/jobs/{again.json()['id']}")

    assert "otters" in json.dumps(told[-1][1]).lower()


def test_a_rerender_reuses_the_voice_to_the_byte_and_costs_less(cloud, customer, followed):
    source, _ = followed
    answer = customer.http.post(f"/jobs/{source['id']}/rerender")
    assert answer.status_code == 202
    job = customer.outcome(answer.json()["id"])

    assert job["status"] == "completed", job["error"]
    assert (job["source_job_id"], job["rerender"]) == (source["id"], True)
    assert {"script_agent", "tts"}.isdisjoint(event["node"] for event in job["events"])
    bucket, s3 = cloud.stack.physical["MediaBucket"], cloud.client("s3")
    assert voices(s3, bucket, job["id"]) == voices(s3, bucket, source["id"])
    assert set(job["output_files"]) == set(source["output_files"])
    assert 0 < job["credits"]["charged"] < source["credits"]["charged"]


def voices(s3, bucket, job_id):
    prefix = f"jobs/{job_id}/work/voice/"
    found = s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]
    assert len(found) > 1
    return {
        entry["Key"].removeprefix(prefix): s3.get_object(Bucket=bucket, Key=entry["Key"])[
            "Body"
        ].read()
        for entry in found
    }


def test_a_rerender_of_a_rerender_gets_to_its_render(customer, followed):
    source, _ = followed
    first = customer.http.post(f"/jobs/{source['id']}/rerender").json()["id"]
    reached(customer, first, "rendering")
    customer.http.delete(f"/jobs/{first}")
    second = customer.http.post(f"/jobs/{first}/rerender").json()
    reached(customer, second["id"], "rendering")
    customer.http.delete(f"/jobs/{second['id']}")

    assert second["source_job_id"] == first


def test_twenty_listen_at_once_and_nobody_waits(customer):
    job_id = customer.order(TOPIC)
    with ThreadPoolExecutor(20) as threads:
        ears = [threads.submit(listen, customer, job_id) for _ in range(20)]
        eventually(lambda: customer.job(job_id)["status"] == "running" or None)
        customer.http.delete(f"/jobs/{job_id}")
        heard = [ear.result(timeout=60)[0] for ear in ears]

    assert {statuses(told)[-1] for told in heard} == {"cancelled"}
    assert all(told[-1][1] == {"done": True} for told in heard)


def test_a_file_of_sixty_megabytes_passes_both_ways_of_asking(cloud, customer, followed):
    job, _ = followed
    bucket, s3 = cloud.stack.physical["MediaBucket"], cloud.client("s3")
    key = f"jobs/{job['id']}/outputs/final.mp4"
    film = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    large = b"0123456789abcdef" * (60 * 65_536)
    s3.put_object(Bucket=bucket, Key=key, Body=large)
    try:
        url = f"/jobs/{job['id']}/files/final.mp4"
        with customer.http.stream("GET", url) as answer:
            assert int(answer.headers["content-length"]) == len(large)
            assert sum(map(len, answer.iter_raw())) == len(large)
        part = customer.http.get(url, headers={"Range": "bytes=31457280-31457295"})
        assert (part.status_code, part.content) == (206, b"0123456789abcdef")
        head = customer.http.head(url)
        assert (head.status_code, head.headers["content-length"]) == (200, str(len(large)))
    finally:
        s3.put_object(Bucket=bucket, Key=key, Body=film)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}])
def test_who_may_not_listen_is_told_in_json(cloud, followed, headers):
    job, _ = followed
    url = f"{cloud.base_url}/jobs/{job['id']}/events"
    answer = httpx.get(url, headers=headers, trust_env=False)

    assert (answer.status_code, answer.json()) == (401, {"detail": "Invalid or missing API key"})
