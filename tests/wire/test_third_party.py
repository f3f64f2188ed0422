"""The public page's promises, held against the real template by a client that read only the page."""

import json
import uuid

import pytest

from tests.wire.third_party_client import Client, is_signed

NOWHERE = str(uuid.uuid4())


@pytest.fixture
def under_way(api):
    """A job that nobody waits for."""
    job = api.create("Why is the sky blue?")
    yield job["id"]
    api.delete(f"/jobs/{job['id']}")


def stop(api, job_id):
    answer = api.delete(f"/jobs/{job_id}")
    assert answer.status in {200, 202}
    return answer.json["status"]


def test_a_created_job_is_pending_under_its_id(watched):
    created, _ = watched

    assert created["status"] == "pending"
    assert created["topic"] == "How does a hash table find a key?"
    assert created["mode"] == "test"


def test_polling_ends_with_a_playable_file(video):
    assert {"final.mp4", "thumb.jpg"} <= set(video["output_files"])
    assert video["events"]


def test_the_stream_tells_the_whole_story_and_then_closes(watched):
    _, said = watched
    objects = [message for _, message in said]

    assert objects[-1] == {"done": True}
    assert all("node" in message and "updates" in message for message in objects[:-1])
    assert objects[0]["node"] == "init"


def test_a_late_subscriber_sees_the_same_events(api, watched, video):
    _, said = watched

    assert list(api.stream(video["id"])) == said


def test_a_stream_is_resumed_after_the_last_event_seen(api, watched, video):
    _, said = watched
    middle, _ = said[len(said) // 2]

    assert list(api.stream(video["id"], last_id=middle)) == said[len(said) // 2 + 1 :]


def test_the_file_comes_as_it_is_and_as_long_as_announced(api, video):
    content = api.download(video["id"], "final.mp4")

    assert content[4:8] == b"ftyp"
    assert api.download(video["id"], "thumb.jpg")[:2] == b"\xff\xd8"


def test_the_log_is_lines_or_json(api, video):
    text = api.get(f"/jobs/{video['id']}/log")
    found = api.get(f"/jobs/{video['id']}/log?format=json")

    assert text.headers.get_content_type() == "text/plain"
    assert text.body.decode().count("\n") >= 3
    assert found.json["lines"]
    assert api.get(f"/jobs/{video['id']}/log?format=xml").status == 422


def test_the_newest_job_is_first_in_a_bare_list(api, video, under_way):
    listed = [job["id"] for job in api.get("/jobs").json]

    assert listed[0] == under_way
    assert video["id"] in listed


def test_an_estimate_is_a_range_and_a_balance_and_makes_no_job(api):
    before = len(api.get("/jobs").json)
    answer = api.post("/jobs/estimate", {"topic": "Tides"})

    assert answer.status == 200
    assert 0 < answer.json["low"] <= answer.json["high"] <= answer.json["balance"]
    assert len(api.get("/jobs").json) == before


def test_files_are_context_of_a_job(api):
    answer = api.upload({"cache.py": b"SIZE = 64\n"}, topic="Explain this module")

    assert answer.status == 202, answer.body
    stop(api, answer.json["id"])


def test_a_cancelled_job_ends_cancelled_and_stays_so(api):
    job = api.create("Why do leaves turn red?")

    assert stop(api, job["id"]) in {"cancelling", "cancelled"}
    assert api.poll(job["id"], seconds=60)["status"] == "cancelled"
    assert stop(api, job["id"]) == "cancelled"


def test_a_job_that_is_over_may_be_run_again_and_one_under_way_may_not(api, video, under_way):
    again = api.post(f"/jobs/{video['id']}/retry")
    stop(api, again.json["id"])
    refused = api.post(f"/jobs/{under_way}/retry")

    assert (again.status, again.json["topic"]) == (202, video["topic"])
    assert again.json["id"] != video["id"]
    assert refused.status == 409
    assert isinstance(refused.detail, str)


def test_a_rerender_makes_a_new_video_of_the_same_script(api, video):
    answer = api.post(f"/jobs/{video['id']}/rerender")
    assert answer.status == 202, answer.body
    job = api.poll(answer.json["id"])

    assert job["status"] == "completed", job["error"]
    assert api.download(job["id"], "final.mp4")[4:8] == b"ftyp"
    assert api.download(job["id"], "script.txt") == api.download(video["id"], "script.txt")


def test_the_same_key_is_the_same_job_and_for_another_body_a_conflict(api):
    key, body = str(uuid.uuid4()), {"topic": "Tides"}
    first = api.post("/jobs", body, key=key)
    second = api.post("/jobs", body, key=key)
    other = api.post("/jobs", {"topic": "Ebbs"}, key=key)
    stop(api, first.json["id"])

    assert (first.status, second.status) == (202, 202)
    assert second.body == first.body
    assert other.status == 409
    assert isinstance(other.detail, str)


@pytest.mark.parametrize("action", ["retry", "rerender"])
def test_an_order_made_again_is_safe_to_repeat_too(api, video, action):
    key = str(uuid.uuid4())
    first = api.post(f"/jobs/{video['id']}/{action}", key=key)
    second = api.post(f"/jobs/{video['id']}/{action}", key=key)
    stop(api, first.json["id"])

    assert (first.status, second.body) == (202, first.body)


def test_a_key_may_have_200_characters(api):
    longest = api.post("/jobs", {"topic": "Tides"}, key=uuid.uuid4().hex + "k" * 168)
    too_long = api.post("/jobs", {"topic": "Tides"}, key="k" * 201)
    stop(api, longest.json["id"])

    assert longest.status == 202
    assert too_long.status == 400
    assert isinstance(too_long.detail, str)


def test_the_library_lists_a_video_and_signs_its_urls(api, video):
    listed = api.get("/library?status=completed").json
    meta = api.get(f"/library/{video['id']}").json

    assert video["id"] in [entry["run_id"] for entry in listed["videos"]]
    assert listed["total"] >= 1
    assert all(entry["status"] == "completed" for entry in listed["videos"])
    assert isinstance(meta["duration_sec"], int | float)
    assert meta["test_mode"] is True
    signed = Client(meta["urls"]["final.mp4"]).get("")
    assert (signed.status, signed.body[4:8]) == (200, b"ftyp")


def test_what_is_deleted_from_the_library_is_gone(api, video):
    made = api.post(f"/jobs/{video['id']}/rerender").json
    api.poll(made["id"])

    assert api.delete(f"/library/{made['id']}").status in {200, 204}
    assert api.get(f"/library/{made['id']}").status == 404
    assert api.get(f"/jobs/{made['id']}/files/final.mp4").status == 404


@pytest.mark.parametrize("token", [None, "chk_live_nonsense", "eyJhbGciOiJub25lIn0.e30."])
def test_who_is_not_known_is_401_everywhere(cloud, token):
    stranger = Client(cloud.base_url, token)

    for method, path in (("GET", "/jobs"), ("POST", "/jobs"), ("GET", "/library")):
        answer = stranger.call(method, path, body={"topic": "x"} if method == "POST" else None)
        assert (answer.status, type(answer.detail)) == (401, str), path


def test_an_account_without_credits_starts_nothing(a_customer):
    poor = a_customer().api
    answer = poor.post("/jobs", {"topic": "Tides"})

    assert (answer.status, type(answer.detail)) == (402, str)
    assert poor.get("/jobs").json == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/jobs/{NOWHERE}"),
        ("GET", f"/jobs/{NOWHERE}/events"),
        ("GET", f"/jobs/{NOWHERE}/log"),
        ("GET", f"/jobs/{NOWHERE}/files/final.mp4"),
        ("DELETE", f"/jobs/{NOWHERE}"),
        ("POST", f"/jobs/{NOWHERE}/retry"),
        ("POST", f"/jobs/{NOWHERE}/rerender"),
        ("GET", f"/library/{NOWHERE}"),
        ("GET", f"/webhooks/{NOWHERE}/deliveries"),
    ],
)
def test_what_does_not_exist_is_404_with_a_reason(api, method, path):
    answer = api.call(method, path)

    assert (answer.status, type(answer.detail)) == (404, str)


def test_a_file_that_was_not_made_is_404(api, video):
    answer = api.get(f"/jobs/{video['id']}/files/nothing.mp4")

    assert (answer.status, type(answer.detail)) == (404, str)


@pytest.mark.parametrize("size", [2 * 1024 * 1024 + 1, 11 * 1024 * 1024])
def test_a_file_that_is_too_large_is_413(api, size):
    answer = api.upload({"notes.txt": b"x" * size}, topic="Notes")

    assert (answer.status, type(answer.detail)) == (413, str)


def test_a_wrong_body_is_422_with_the_array_of_what_is_wrong(api):
    for body in ({}, {"topic": "Tides", "effort": "heroic"}):
        answer = api.post("/jobs", body)
        assert answer.status == 422
        assert {"loc", "msg", "type"} <= set(answer.detail[0])


def test_a_minute_has_so_many_requests_and_says_when_the_next_begins(a_customer):
    api = a_customer(requests_a_minute=3).api
    answers = [api.get("/jobs") for _ in range(8)]
    refused = answers[-1]

    assert answers[0].status == 200
    assert (refused.status, type(refused.detail)) == (429, str)
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_keys_and_webhooks_are_not_for_api_keys(api, receiver):
    made = api.post("/webhooks", {"url": receiver.url, "events": ["job.completed"]})
    keys = api.at(f"{api.host}/api").get("/account/api-keys")

    assert (made.status, type(made.detail)) == (403, str)
    assert (keys.status, type(keys.detail)) == (403, str)


def test_a_session_of_the_web_pages_opens_the_same_endpoints(customer, video):
    assert customer.session.get(f"/jobs/{video['id']}").json["id"] == video["id"]


def test_the_end_of_a_job_is_pushed_and_signed(push, webhook):
    said, header = json.loads(push.body), push.headers["x-chalkboard-signature"]

    assert is_signed(webhook["secret"], header, push.body)
    assert not is_signed("whsec_other", header, push.body)
    assert not is_signed(webhook["secret"], header, push.body + b" ")
    assert (said["event"], said["data"]["status"]) == ("job.completed", "completed")
    assert said["id"]
    assert said["created_at"].endswith("Z")


def test_a_webhook_is_listed_looked_at_and_removed(customer, api, webhook, push):
    (listed,) = api.get("/webhooks").json
    deliveries = api.get(f"/webhooks/{webhook['id']}/deliveries").json
    temporary = customer.session.post(
        "/webhooks", {"url": "https://example.com/hook", "events": ["job.failed"]}
    ).json

    assert listed["id"] == webhook["id"]
    assert "secret" not in listed
    assert 1 <= len(deliveries) <= 50
    assert customer.session.delete(f"/webhooks/{temporary['id']}").status in {200, 204}
    assert api.get(f"/webhooks/{temporary['id']}/deliveries").status == 404


@pytest.mark.parametrize("path", ["/jobs", "/library", "/webhooks", f"/jobs/{NOWHERE}"])
def test_older_paths_still_answer_and_name_their_successor(api, path):
    older, newer = api.at(f"{api.host}/api").get(path), api.get(path)

    assert (older.status, older.body) == (newer.status, newer.body)
    assert older.headers["Deprecation"] == "true"
    assert f"/api/v1{path}>" in older.headers["Link"]
    assert 'rel="successor-version"' in older.headers["Link"]
    assert "Deprecation" not in newer.headers


def test_the_version_and_the_document_are_public(cloud):
    anybody = Client(cloud.base_url)
    meta = anybody.at(f"{anybody.host}/api").get("/meta")
    document = anybody.at(anybody.host).get("/openapi.json")

    assert meta.json["version"] == "0.2.0"
    assert "Deprecation" not in meta.headers
    assert document.status == 200
    assert document.json["openapi"].startswith("3.1")
    assert any(path.endswith("/jobs/{job_id}/rerender") for path in document.json["paths"])
