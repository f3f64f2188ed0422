import dataclasses

import httpx
import pytest

from chalkboard import Job, Video
from scripted import JOB, ok


def test_unknown_fields_and_nulls_are_no_trouble():
    job = Job.from_dict({**JOB, "new": 1, "events": None, "output_files": None, "error": None})

    assert (job.events, job.output_files, job.error) == ([], [], None)
    assert Video.from_dict({"run_id": "r", "duration_sec": None}).duration_sec == 0.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        job.status = "completed"


def test_the_jobs_are_a_list(client, service):
    service.says(ok([JOB, {**JOB, "id": "j2"}]))

    assert [job.id for job in client.list_jobs()] == ["j1", "j2"]


def test_an_estimate_says_what_is_there_and_what_it_costs(client, service):
    service.says(ok({"low": 28, "high": 46, "balance": 1840, "sufficient": True}))

    estimate = client.estimate("Tides", quality="high")

    assert (estimate.low, estimate.high, estimate.balance) == (28, 46, 1840)
    assert service.sent()["quality"] == "high"


def test_the_library_is_searched_with_what_was_given(client, service):
    page = {"videos": [{"run_id": "r1"}], "total": 9, "limit": 1, "offset": 2}
    service.says(ok(page), ok({"run_id": "r1", "urls": {"final.mp4": "https://s"}}))

    found = client.library("moon & sun", status="completed", sort="longest", limit=1, offset=2)

    assert (found.videos[0].run_id, found.total) == ("r1", 9)
    assert dict(service.requests[0].url.params) == {
        "q": "moon & sun",
        "status": "completed",
        "sort": "longest",
        "limit": "1",
        "offset": "2",
    }
    assert client.get_video("r1").urls["final.mp4"] == "https://s"


def test_cancelling_says_how_it_stands_and_deleting_says_nothing(client, service):
    service.says(ok({"status": "cancelling"}), ok(None, 204))

    assert client.cancel_job("j1") == "cancelling"
    assert client.delete_video("r1") is None
    assert [r.method for r in service.requests] == ["DELETE", "DELETE"]


def test_a_log_is_text_or_an_object(client, service):
    service.says(httpx.Response(200, text="[init] pending\n"), ok({"job_id": "j1", "lines": []}))

    assert client.get_log("j1") == "[init] pending\n"
    assert client.get_log("j1", format="json")["lines"] == []
    assert [r.url.params["format"] for r in service.requests] == ["text", "json"]


def test_keys_live_beside_the_version_and_the_rest_under_it(client, service):
    hook = {"id": "w1", "url": "https://a", "events": ["job.completed"], "created_at": "t"}
    key = {"id": "k", "name": "ci", "prefix": "chk_live_", "hint": "…x", "created_at": "t"}
    attempt = {"id": "d1", "attempt": 2, "status_code": 500}
    service.says(ok([key]), ok([hook]), ok([attempt]), ok({"version": "0.2.0"}))

    assert client.list_api_keys()[0].name == "ci"
    assert client.list_webhooks()[0].is_active
    assert client.webhook_deliveries("w1")[0].status_code == 500
    assert client.meta().version == "0.2.0"
    assert [r.url.path for r in service.requests] == [
        "/api/account/api-keys",
        "/api/v1/webhooks",
        "/api/v1/webhooks/w1/deliveries",
        "/api/v1/meta",
    ]


def test_the_voices_are_a_list_and_a_sample_is_a_recording(client, service):
    told = {"id": "aria", "label": "Aria", "premium": True, "sample_url": "/api/v1/x"}
    service.says(ok({"voices": [told]}), httpx.Response(200, content=b"RIFF"))

    (aria,) = client.voices()

    assert (aria.id, aria.premium, aria.default) == ("aria", True, False)
    assert client.voice_sample(aria.id) == b"RIFF"
    assert [r.url.path for r in service.requests] == [
        "/api/v1/voices",
        "/api/v1/voices/aria/sample",
    ]


def test_a_sample_that_is_not_there_yet_is_waited_for(client, service):
    later = httpx.Response(503, headers={"Retry-After": "0"}, json={"detail": "Ask again."})
    service.says(later, httpx.Response(200, content=b"RIFF"))

    assert client.voice_sample("milo") == b"RIFF"


def test_a_quiz_is_questions_that_know_their_answers(client, service):
    asked = {
        "question": "What does a hash function do?",
        "options": ["A) Sorts", "B) Picks a slot", "C) Deletes", "D) Waits"],
        "answer": "B",
        "explanation": "The remainder names the slot.",
    }
    service.says(ok([asked]))

    (question,) = client.get_quiz("j1")

    assert question.right == "Picks a slot"
    assert service.requests[0].url.path == "/api/v1/jobs/j1/files/quiz.json"
