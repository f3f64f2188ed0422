import pytest

from studio.domain.brief import JobId
from studio.domain.context import MB
from tests.builders import NOON
from tests.house import House

SDK_BODY = {
    "topic": "hash tables",
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
"""What the official SDK 0.1.1 sends by default."""


class Studio(House):
    def __init__(self) -> None:
        super().__init__()
        self.account = self.create_account("mine")
        self.stranger = self.create_account("somebody")
        self.http = self.client(self.account.live)

    def as_(self, key):
        return {"Authorization": f"Bearer {key}"}

    def finished(self, **files):
        job_id = JobId(self.http.post("/api/v1/jobs", json=SDK_BODY).json()["id"])
        for name, body in files.items():
            self.artifacts.bodies[f"jobs/{job_id}/outputs/{name}"] = body
        job = self.jobs.get(job_id).start(at=NOON)
        self.jobs.jobs[job_id] = job.succeed(
            at=NOON, outputs=tuple(files), duration=61.5, warnings=()
        )
        return job_id


@pytest.fixture
def studio():
    return Studio()


def test_the_sdks_default_request_is_accepted(studio):
    answer = studio.http.post("/api/v1/jobs", json=SDK_BODY)

    assert answer.status_code == 202
    job = answer.json()
    assert job["status"] == "pending"
    assert (job["topic"], job["mode"], job["events"], job["error"]) == (
        "hash tables",
        "live",
        [],
        None,
    )
    assert job["output_files"] == []
    assert job["created_at"].endswith("Z")


def test_a_topic_is_all_one_needs_and_unknown_fields_are_ignored(studio):
    answer = studio.http.post("/api/v1/jobs", json={"topic": "  b-trees ", "render_backend": "x"})

    assert answer.status_code == 202
    assert answer.json()["topic"] == "b-trees"


def test_a_test_key_forces_the_cheapest_dials_silently(studio):
    body = SDK_BODY | {"effort": "high", "quality": "high", "quiz": True, "burn_captions": True}
    job = studio.http.post(
        "/api/v1/jobs", json=body, headers=studio.as_(studio.account.test)
    ).json()

    assert job["mode"] == "test"
    dials = ("effort", "quality", "qa_density", "quiz", "burn_captions", "model")
    assert [job[dial] for dial in dials] == [
        "low",
        "low",
        "zero",
        False,
        False,
        "claude-sonnet-4-6",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topic", ""),
        ("topic", "   "),
        ("topic", "x" * 2001),
        ("topic", 7),
        ("effort", "extreme"),
        ("audience", "experts"),
        ("tone", None),
        ("theme", "dark"),
        ("template", "poem"),
        ("speed", 0.24),
        ("speed", 4.01),
        ("speed", "fast"),
        ("quality", "8k"),
        ("model", "gpt"),
        ("pace", "hasty"),
        ("narrator", "../etc"),
        ("urls", "https://a.b"),
        ("urls", ["https://a.b"] * 11),
        ("burn_captions", "maybe"),
    ],
)
def test_a_wrong_field_is_named(studio, field, value):
    answer = studio.http.post("/api/v1/jobs", json=SDK_BODY | {field: value})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["body", field]
    assert {"loc", "msg", "type"} <= set(answer.json()["detail"][0])
    assert studio.jobs.jobs == {}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"'])
def test_a_body_that_is_no_object_is_refused(studio, body):
    answer = studio.http.post(
        "/api/v1/jobs", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], list)


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/jobs"),
        ("POST", "/jobs/upload"),
        ("GET", "/jobs"),
        ("GET", "/jobs/1"),
        ("GET", "/jobs/1/files/a"),
    ],
)
def test_every_route_wants_a_key_and_every_bad_key_gets_the_same_answer(
    studio, header, method, path
):
    del studio.http.headers["Authorization"]
    answer = studio.http.request(method, f"/api/v1{path}", json=SDK_BODY, headers=header)

    assert answer.status_code == 401
    assert answer.json() == {"detail": "Invalid or missing API key"}


def test_a_job_is_told_with_its_events(studio):
    job_id = studio.http.post("/api/v1/jobs", json=SDK_BODY).json()["id"]
    job = studio.http.get(f"/api/v1/jobs/{job_id}").json()

    (event,) = job["events"]
    assert event["node"] == "init"
    assert event["updates"]["status"] == "pending"
    assert event["ts"].endswith("Z")


def test_the_list_is_a_bare_array_newest_first_without_events(studio):
    first, second = (studio.http.post("/api/v1/jobs", json=SDK_BODY).json()["id"] for _ in range(2))
    jobs = studio.http.get("/api/v1/jobs").json()

    assert [job["id"] for job in jobs] == [second, first]
    assert all(job["events"] == [] for job in jobs)


@pytest.mark.parametrize("path", ["/jobs/unknown", "/jobs/unknown/files/final.mp4"])
def test_an_unknown_job_is_not_found(studio, path):
    answer = studio.http.get(f"/api/v1{path}")

    assert (answer.status_code, answer.json()) == (404, {"detail": "Job not found"})


def test_another_accounts_job_looks_like_an_unknown_one(studio):
    job_id = studio.finished(**{"final.mp4": b"x"})
    theirs = studio.as_(studio.stranger.live)
    for path in (f"/jobs/{job_id}", f"/jobs/{job_id}/files/final.mp4"):
        answer = studio.http.get(f"/api/v1{path}", headers=theirs)

        assert (answer.status_code, answer.json()) == (404, {"detail": "Job not found"})


def test_a_file_comes_as_its_bytes(studio):
    job_id = studio.finished(**{"captions.srt": b"1\n"})
    answer = studio.http.get(f"/api/v1/jobs/{job_id}/files/captions.srt")

    assert (answer.status_code, answer.content) == (200, b"1\n")
    assert answer.headers["content-type"] == "application/x-subrip; charset=utf-8"
    assert answer.headers["content-length"] == "2"
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    ("asked", "status", "body", "content_range"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=5-2", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=10-", 416, None, "bytes */10"),
    ],
)
def test_one_range_is_honoured(studio, asked, status, body, content_range):
    job_id = studio.finished(**{"final.mp4": b"0123456789"})
    answer = studio.http.get(f"/api/v1/jobs/{job_id}/files/final.mp4", headers={"Range": asked})

    assert answer.status_code == status
    assert body is None or answer.content == body
    assert answer.headers.get("content-range") == content_range


@pytest.mark.parametrize(
    "name",
    [
        "missing.mp4",
        "..%2Fwork%2Fscript.json",
        "%2e%2e/%2e%2e/x",
        "..%5c..%5cx",
        "final.mp4%00",
        "a/b",
    ],
)
def test_path_tricks_find_nothing(studio, name):
    job_id = studio.finished(**{"final.mp4": b"x"})
    studio.artifacts.bodies[f"jobs/{job_id}/work/script.json"] = b"secret"
    answer = studio.http.get(f"/api/v1/jobs/{job_id}/files/{name}")

    assert (answer.status_code, answer.json()) == (404, {"detail": "File not found"})


def test_an_upload_carries_files_and_form_fields(studio):
    answer = studio.http.post(
        "/api/v1/jobs/upload",
        data={
            "topic": "This module",
            "template": "",
            "quality": "",
            "speed": "1.5",
            "urls": ["https://a.b"],
        },
        files=[
            ("files", ("heap.py", b"import heapq", "text/x-python")),
            ("files", ("heap.py", b"2")),
        ],
    )

    assert answer.status_code == 202
    brief = studio.jobs.get(answer.json()["id"]).brief
    assert (brief.template, brief.quality, brief.speed, brief.urls) == (
        None,
        "medium",
        1.5,
        ("https://a.b",),
    )
    assert [file.name for file in brief.context] == ["heap.py", "heap_1.py"]


def test_an_upload_without_files_is_a_plain_job(studio):
    answer = studio.http.post("/api/v1/jobs/upload", data={"topic": "hash tables"})

    assert answer.status_code == 202


def test_what_a_browser_sends_for_an_empty_field_was_not_said(studio):
    parts = [
        ('name="topic"', "hash tables"),
        ('name="pace"', ""),
        ('name="urls"', "https://a.b"),
        ('name="urls"', ""),
        ('name="files"; filename=""', ""),
        ('name="files"; filename="a.py"', "1"),
    ]
    form = "".join(
        f"--B\r\nContent-Disposition: form-data; {part}\r\n\r\n{said}\r\n" for part, said in parts
    )
    answer = studio.http.post(
        "/api/v1/jobs/upload",
        content=f"{form}--B--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=B"},
    )

    assert answer.status_code == 202, answer.text
    brief = studio.jobs.get(answer.json()["id"]).brief
    assert brief.urls == ("https://a.b",)
    assert [file.name for file in brief.context] == ["a.py"]


@pytest.mark.parametrize(
    ("data", "upload", "status", "detail"),
    [
        ({}, ("a.py", b""), 422, None),
        ({"topic": "x", "speed": "9"}, ("a.py", b""), 422, None),
        (
            {"topic": "x"},
            ("a.exe", b""),
            400,
            (
                "a.exe: unsupported file type. Supported types: text/code files, .pdf, .docx, .png, "
                ".jpg, .gif, .webp"
            ),
        ),
        (
            {"topic": "x"},
            ("a.py", b" " * (2 * MB + 1)),
            413,
            "a.py: 2.0 MB exceeds the 2 MB limit for text files",
        ),
    ],
)
def test_a_bad_upload_leaves_nothing_behind(studio, data, upload, status, detail):
    answer = studio.http.post("/api/v1/jobs/upload", data=data, files={"files": upload})

    assert answer.status_code == status
    assert detail is None or answer.json()["detail"] == detail
    assert (studio.jobs.jobs, studio.artifacts.bodies) == ({}, {})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/api/v1/nope", 404),
        ("PUT", "/api/v1/jobs", 405),
        ("POST", "/x", 404),
    ],
)
def test_even_a_wrong_path_answers_in_the_dialect(studio, method, path, status):
    answer = studio.http.request(method, path)

    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)
