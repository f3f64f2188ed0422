import httpx
import pytest

from chalkboard import (
    AuthError,
    ChalkboardError,
    ConflictError,
    ConnectionFailedError,
    NotFoundError,
    RateLimitError,
    ServerError,
    SpendCapError,
    StatusError,
    UnexpectedAnswerError,
    ValidationError,
)
from scripted import JOB, ok, refusal


def test_a_job_is_asked_for_with_every_default_spelled_out(client, service):
    service.says(ok(JOB, 202))

    job = client.create_job(topic="Tides")

    assert (job.id, job.status, job.is_terminal) == ("j1", "pending", False)
    request = service.requests[0]
    assert str(request.url) == "https://chalkboard.studio/api/v1/jobs"
    assert request.headers["authorization"] == "Bearer chk_test_key"
    assert request.headers["user-agent"] == "chalkboard-python/0.2.0"
    assert service.sent() == {
        "topic": "Tides",
        "effort": "medium",
        "audience": "intermediate",
        "tone": "casual",
        "theme": "chalkboard",
        "speed": 1.0,
        "burn_captions": False,
        "quiz": False,
        "urls": [],
        "github": [],
        "qa_density": "normal",
        "email_on_complete": True,
        "quality": "medium",
    }


def test_what_is_chosen_is_sent_and_what_is_none_is_not(client, service):
    service.says(ok(JOB, 202))

    client.create_job("Tides", narrator="aria", template=None, quiz=True)

    assert service.sent()["narrator"] == "aria"
    assert service.sent()["quiz"] is True
    assert "template" not in service.sent()


def test_a_request_that_got_no_answer_is_sent_again_under_the_same_key(client, service, naps):
    lost = httpx.ReadTimeout("no answer")
    service.says(lost, refusal(503, **{"Retry-After": "7"}), ok(JOB, 202))

    client.create_job("Tides")

    keys = {request.headers["idempotency-key"] for request in service.requests}
    assert len(service.requests) == 3
    assert len(keys) == 1
    assert len(keys.pop()) == 36
    assert naps[1] == 7
    assert 0.25 <= naps[0] <= 0.5


def test_each_order_has_a_key_of_its_own_unless_it_is_given_one(client, service):
    service.says(*[ok(JOB, 202) for _ in range(3)])

    client.create_job("Tides")
    client.retry_job("j1")
    client.rerender_job("j1", idempotency_key="mine")

    first, second, third = (r.headers["idempotency-key"] for r in service.requests)
    assert first != second
    assert third == "mine"
    assert [r.url.path for r in service.requests[1:]] == [
        "/api/v1/jobs/j1/retry",
        "/api/v1/jobs/j1/rerender",
    ]
    assert [r.content for r in service.requests[1:]] == [b"", b""]


def test_the_first_attempt_still_in_flight_is_waited_for(client, service, naps):
    in_flight = refusal(409, "A request with this key is in progress.", **{"Retry-After": "1"})
    service.says(httpx.ConnectError("reset"), in_flight, ok(JOB, 202))

    assert client.create_job("Tides").id == "j1"
    assert naps[1] == 1


def test_retries_come_to_an_end(client, service):
    service.says(*[httpx.ConnectError("refused")] * 10)

    with pytest.raises(ConnectionFailedError, match="refused"):
        client.get_job("j1")
    assert len(service.requests) == 4


def test_nobody_waits_longer_than_a_minute_for_a_limit(client, service, naps):
    service.says(refusal(429, **{"Retry-After": "3600"}))

    with pytest.raises(RateLimitError) as raised:
        client.get_job("j1")
    assert raised.value.retry_after_seconds == 3600
    assert naps == []


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, StatusError),
        (401, AuthError),
        (402, SpendCapError),
        (403, AuthError),
        (404, NotFoundError),
        (409, ConflictError),
        (413, StatusError),
        (422, ValidationError),
        (429, RateLimitError),
        (500, ServerError),
        (503, ServerError),
    ],
)
def test_every_status_is_an_error_with_the_words_of_the_service(client, service, status, error):
    service.says(*[refusal(status, "Not like this.")] * 4)

    with pytest.raises(ChalkboardError, match="Not like this") as raised:
        client.get_job("j1")
    assert type(raised.value) is error
    assert (raised.value.status_code, raised.value.detail) == (status, "Not like this.")
    assert raised.value.retry_after_seconds is None


def test_a_wrong_field_is_named(client, service):
    detail = [{"loc": ["body", "speed"], "msg": "Too fast", "type": "less_than_equal"}]
    service.says(refusal(422, detail))

    with pytest.raises(ValidationError, match=r"body\.speed: Too fast") as raised:
        client.create_job("Tides", speed=9)
    assert raised.value.detail == detail


def test_a_gateways_own_error_and_a_date_to_wait_for_are_understood(client, service):
    date = "Wed, 21 Oct 2026 07:28:00 GMT"
    service.says(httpx.Response(403, json={"message": "Forbidden"}, headers={"Retry-After": date}))

    with pytest.raises(AuthError, match="Forbidden") as raised:
        client.get_job("j1")
    assert raised.value.retry_after_seconds is None


@pytest.mark.parametrize("answer", [httpx.Response(200, text="<html>"), ok([]), ok({"id": "j1"})])
def test_what_is_no_answer_of_this_api_is_an_error(client, service, answer):
    service.says(answer)

    with pytest.raises(UnexpectedAnswerError):
        client.get_job("j1")


def test_an_upload_carries_its_fields_and_files_as_a_form(client, service, tmp_path):
    (tmp_path / "notes.md").write_text("# Tides")
    service.says(ok(JOB, 202))

    client.upload_job("Tides", [tmp_path / "notes.md"], quiz=True, urls=["https://a", "https://b"])

    request = service.requests[0]
    assert request.url.path == "/api/v1/jobs/upload"
    assert request.headers["content-type"].startswith("multipart/form-data")
    assert request.content.count(b'name="urls"') == 2
    assert b'name="quiz"\r\n\r\ntrue\r\n' in request.content
    assert b'name="files"; filename="notes.md"' in request.content


def test_files_too_large_for_a_form_are_stored_first_without_our_key(client, service, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"x" * 1_000_000)
    (tmp_path / "b.txt").write_bytes(b"y")
    places = [
        {"name": name, "url": f"https://s3/{name}", "headers": {"If-None-Match": "*"}}
        for name in ("a.pdf", "b.txt")
    ]
    service.says(
        ok({"version": "0.2.0", "upload": {"multipart_limit": 1_000_000}}),
        ok({"id": "upl_1", "files": places}, 201),
        httpx.ReadError("no answer"),
        httpx.Response(412, text="<Error/>"),
        httpx.Response(200),
        ok(JOB, 202),
    )

    client.upload_job("Tides", [tmp_path / "a.pdf", tmp_path / "b.txt"])

    assert service.sent(1) == {
        "files": [{"name": "a.pdf", "size": 1_000_000}, {"name": "b.txt", "size": 1}]
    }
    puts = [request for request in service.requests if request.method == "PUT"]
    assert [str(put.url) for put in puts] == ["https://s3/a.pdf"] * 2 + ["https://s3/b.txt"]
    assert all("authorization" not in put.headers for put in puts)
    assert all(put.headers["if-none-match"] == "*" for put in puts)
    assert puts[2].content == b"y"
    assert (service.requests[-1].url.path, service.sent()["upload"]) == ("/api/v1/jobs", "upl_1")


def test_files_that_the_service_takes_at_once_are_sent_at_once(client, service, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"x" * 1_000_001)
    service.says(ok({"version": "0.2.0", "upload": {"multipart_limit": 2_000_000}}), ok(JOB, 202))

    client.upload_job("Tides", [tmp_path / "a.pdf"])

    assert service.requests[-1].url.path == "/api/v1/jobs/upload"


def test_even_an_empty_key_is_the_callers_own(client, service):
    service.says(ok(JOB, 202))

    client.create_job("Tides", idempotency_key="")

    assert service.requests[0].headers["idempotency-key"] == ""
