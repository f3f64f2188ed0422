"""A finished job is in the library, is found by its words, and leaves nothing once deleted."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.e2e.conftest import eventually


def test_a_video_is_kept_found_and_deleted_with_all_it_left(cloud, customer):
    job_id = customer.order("binary search")
    assert customer.http.get(f"/library/{job_id}").status_code == 404
    running = customer.http.delete(f"/library/{job_id}")
    assert running.status_code == 409, running.text
    job = customer.outcome(job_id)
    assert job["status"] == "completed", job["error"]

    kept = customer.http.get(f"/library/{job_id}").raise_for_status().json()
    assert (kept["status"], kept["test_mode"], kept["duration_sec"] > 0) == (
        "completed",
        True,
        True,
    )
    assert kept["title"] != kept["topic"]
    assert kept["output_files"] == sorted(job["output_files"])
    script = fetch(kept["urls"]["script.txt"]).text
    assert kept["script"].split() == script.split()
    assert fetch(kept["urls"]["thumb.jpg"]).content[:2] == b"\xff\xd8"
    thumb = customer.http.get(f"{cloud.base_url.removesuffix('/api/v1')}{kept['thumb_path']}")
    assert thumb.content == fetch(kept["urls"]["thumb.jpg"]).content

    word = max(script.split(), key=len)
    assert job_id in found(customer, q=word.upper(), status="completed")
    assert job_id not in found(customer, q=word, status="failed")
    assert found(customer, q=f"{word} nowhere in this script") == []

    with ThreadPoolExecutor(2) as pool:
        gone = list(pool.map(lambda _: customer.http.delete(f"/library/{job_id}"), range(2)))
    assert {answer.status_code for answer in gone} <= {204, 404}
    assert 204 in {answer.status_code for answer in gone}

    assert customer.http.get(f"/jobs/{job_id}").status_code == 404
    assert customer.http.get(f"/library/{job_id}").json() == {"detail": "Video not found"}
    assert job_id not in found(customer)
    assert objects(cloud, job_id) == []
    assert timeline(cloud, job_id) == 0


def test_a_job_that_was_cancelled_is_in_the_library_at_once(customer):
    job_id = customer.order("hash tables")
    customer.http.delete(f"/jobs/{job_id}").raise_for_status()

    kept = customer.http.get(f"/library/{job_id}").raise_for_status().json()
    assert (kept["status"], kept["output_files"], kept["duration_sec"]) == ("cancelled", [], 0.0)
    eventually(lambda: True if job_id in found(customer, status="cancelled") else None, seconds=5)


def found(customer, **query):
    answer = customer.http.get("/library", params=query).raise_for_status().json()
    return [video["run_id"] for video in answer["videos"]]


def fetch(url):
    return httpx.get(url, trust_env=False).raise_for_status()


def objects(cloud, job_id):
    bucket = cloud.stack.physical["MediaBucket"]
    pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    return [key for key in keys if job_id in key]


def timeline(cloud, job_id):
    answer = cloud.client("dynamodb").query(
        TableName=cloud.stack.physical["TimelineTable"],
        KeyConditionExpression="job_id = :job_id",
        ExpressionAttributeValues={":job_id": {"S": job_id}},
    )
    return answer["Count"]
