"""What comes without redirects, over HTTP: a job's events and its files."""

import json

import pytest

from studio.domain.brief import JobId
from tests.house import House


class Studio(House):
    def __init__(self) -> None:
        super().__init__()
        self.account = self.create_account("mine")
        self.http = self.client(self.account.live)
        body = {"topic": "hash tables"}
        self.job_id = JobId(self.http.post("/api/v1/jobs", json=body).json()["id"])
        self.url = f"/api/v1/jobs/{self.job_id}"

    def end(self, **files: bytes) -> None:
        job = self.advance.start(self.job_id)
        for name, body in files.items():
            self.artifacts.bodies[f"jobs/{self.job_id}/outputs/{name}"] = body
        self.advance.cancel(self.job_id)
        job = self.jobs.get(self.job_id)
        self.jobs.jobs[self.job_id] = job.model_copy(update={"outputs": tuple(files)})


@pytest.fixture
def studio():
    return Studio()


def messages(text):
    """As the official SDK reads them: lines that begin with `data: `, until it is done."""
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]


def test_a_job_that_is_over_tells_its_history_and_that_it_is_done(studio):
    studio.end()
    answer = studio.http.get(f"{studio.url}/events")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache, no-transform"
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.text.startswith("retry: 1000\n\n")
    assert answer.text.endswith('\n\ndata: {"done": true}\n\n')
    told = messages(answer.text)
    assert [event["updates"].get("status") for event in told[:-1]] == [
        "pending",
        "running",
        "cancelled",
    ]
    assert told[:-1] == studio.http.get(studio.url).json()["events"]


def test_every_event_is_an_id_and_one_line_however_clients_break_lines(studio):
    event = studio.stamp("warned", message="one\ntwo\u2028three\x85four")
    studio.jobs.record(studio.job_id, event)
    studio.end()
    blocks = studio.http.get(f"{studio.url}/events").text.split("\n\n")

    (block,) = [block for block in blocks if event.id in block]
    assert len(block.splitlines()) == 2
    assert messages(block)[0]["updates"]["message"] == "one\ntwo\u2028three\x85four"


def test_a_listener_resumes_after_the_last_event_it_had(studio):
    studio.end()
    first = studio.jobs.events(studio.job_id)[0].id
    answer = studio.http.get(f"{studio.url}/events", headers={"Last-Event-ID": first})

    assert [m.get("done") or m["updates"]["status"] for m in messages(answer.text)] == [
        "running",
        "cancelled",
        True,
    ]


def test_the_past_can_be_left_out(studio):
    studio.end()

    assert messages(studio.http.get(f"{studio.url}/events?replay=0").text) == [{"done": True}]


def test_a_stream_that_has_to_end_before_the_job_does_not_say_done(studio):
    text = studio.http.get(f"{studio.url}/events").text

    assert ": ping\n\n" in text
    assert [m["updates"]["status"] for m in messages(text)] == ["pending"]


def test_who_may_not_listen_is_told_in_json(studio):
    stranger = {"Authorization": f"Bearer {studio.create_account('other').live}"}
    for headers, status in ((stranger, 404), ({"Authorization": "Bearer nonsense"}, 401)):
        answer = studio.http.get(f"{studio.url}/events", headers=headers)
        assert (answer.status_code, set(answer.json())) == (status, {"detail"})


@pytest.fixture
def clip(studio):
    studio.end(**{"final.mp4": b"0123456789"})
    return f"{studio.url}/files/final.mp4"


def test_a_file_is_looked_at_without_its_bytes(studio, clip):
    answer = studio.http.head(clip)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == "10"
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["etag"]


def test_a_file_that_the_caller_has_is_not_sent_again(studio, clip):
    etag = studio.http.get(clip).headers["etag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        answer = studio.http.get(clip, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)

    assert studio.http.get(clip, headers={"If-None-Match": '"other"'}).status_code == 200
    for wanted in ("bytes=2-4", "bytes=9999-"):
        headers = {"If-None-Match": etag, "Range": wanted}
        assert studio.http.get(clip, headers=headers).status_code == 304


def test_a_range_of_another_version_is_the_whole_file(studio, clip):
    etag = studio.http.get(clip).headers["etag"]
    for version, status, body in ((etag, 206, b"234"), ('"other"', 200, b"0123456789")):
        headers = {"Range": "bytes=2-4", "If-Range": version}
        answer = studio.http.get(clip, headers=headers)
        assert (answer.status_code, answer.content) == (status, body)
