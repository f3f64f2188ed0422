import json

import httpx
import pytest

from chalkboard import ConnectionFailedError, JobFailedError, JobTimeoutError, NotFoundError
from chalkboard._events import lines, messages
from scripted import JOB, Broken, ok, refusal, streamed


def test_waiting_ends_with_the_completed_job(client, service, naps):
    service.says(ok(JOB), ok(JOB | {"status": "running"}), ok(JOB | {"status": "completed"}))

    assert client.wait_for_completion("j1", timeout=600).status == "completed"
    assert naps == [2, 2]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_job_that_ends_badly_is_raised_with_the_job(client, service, status):
    service.says(ok(JOB | {"status": status, "error": "The scene is empty."}))

    with pytest.raises(JobFailedError, match="The scene is empty") as raised:
        client.wait_for_completion("j1")
    assert raised.value.job.status == status


def test_patience_ends_with_the_job_as_it_was_last_seen(client, service):
    service.says(ok(JOB | {"status": "running"}))

    with pytest.raises(JobTimeoutError, match="still running after 0 s") as raised:
        client.wait_for_completion("j1", timeout=0)
    assert raised.value.job.id == "j1"


def test_events_come_until_the_stream_is_done(client, service):
    service.says(
        streamed(
            ': ping\n\nid: 1\ndata: {"node": "init", "updates": {"status": "running"}, "ts": "t"}\n\n'
            'id: 2\r\ndata: {"node": "render", "new": 1}\r\n\r\ndata: {"done": true}\n\n'
            'data: {"node": "never"}\n\n'
        )
    )

    events = list(client.stream_events("j1"))

    assert [(e.id, e.node, e.updates) for e in events] == [
        ("1", "init", {"status": "running"}),
        ("2", "render", {}),
    ]


def test_a_broken_stream_goes_on_where_it_was(client, service, naps):
    first = b'id: 7\ndata: {"node": "a"}\n\nid: 8\ndata: {"no'
    service.says(
        httpx.Response(200, stream=Broken(first)),
        refusal(503, **{"Retry-After": "2"}),
        streamed('id: 8\ndata: {"node": "b"}\n\n'),
        streamed('data: {"done": true}\n\n'),
    )

    assert [event.node for event in client.stream_events("j1")] == ["a", "b"]
    asked = [request.headers.get("last-event-id") for request in service.requests]
    assert asked == [None, "7", "7", "8"]
    assert naps[1] == 2


def test_a_stream_that_never_says_anything_is_given_up(client, service):
    service.says(*[streamed(": ping\n\n") for _ in range(9)])

    with pytest.raises(ConnectionFailedError, match="without its last event"):
        list(client.stream_events("j1"))
    assert len(service.requests) == 4


def test_a_stream_without_ids_is_not_told_twice(client, service):
    service.says(streamed('data: {"node": "a"}\n\n'), streamed('data: {"node": "a"}\n\n'))
    events = client.stream_events("j1")

    assert next(events).node == "a"
    with pytest.raises(ConnectionFailedError, match="without ids"):
        next(events)


def test_the_stream_of_an_unknown_job_is_not_asked_for_again(client, service):
    service.says(refusal(404, "Job not found"))

    with pytest.raises(NotFoundError):
        next(client.stream_events("j9"))


def test_lines_end_at_line_feeds_only_however_they_are_cut():
    text = json.dumps(
        {"node": "script", "updates": {"text": "a\u2028b\x85c é"}}, ensure_ascii=False
    )
    wire = f"data: {text}\r\n\r\n".encode()

    for size in (1, 2, 7, 1000):
        chunks = [wire[start : start + size] for start in range(0, len(wire), size)]
        (message,) = messages(lines(chunks))
        assert message.data["updates"]["text"] == "a\u2028b\x85c é"
