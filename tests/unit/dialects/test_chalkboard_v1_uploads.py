import pytest

from studio.domain.context import MB
from tests.house import House

JOB = {"topic": "This paper"}


class Studio(House):
    def __init__(self):
        super().__init__()
        self.account, self.stranger = self.create_account("mine"), self.create_account("other")
        self.http = self.client(self.account.live)

    def announce(self, *files):
        body = {"files": [{"name": name, "size": size} for name, size in files]}
        return self.http.post("/api/v1/uploads", json=body)

    def send(self, upload, **bodies):
        """Put what a client would have put, by the names it was given."""
        for file in upload["files"]:
            if file["name"] in bodies:
                key = file["url"].removeprefix("https://artifacts.invalid/").partition("?")[0]
                self.artifacts.bodies[key] = bodies[file["name"]]

    def order(self, upload_id, **headers):
        return self.http.post("/api/v1/jobs", json={**JOB, "upload": upload_id}, headers=headers)

    def context(self, answer):
        brief = self.jobs.get(answer.json()["id"]).brief
        return {file.name: file.size for file in brief.context}


@pytest.fixture
def studio():
    return Studio()


def test_every_file_gets_a_url_of_its_own(studio):
    answer = studio.announce(("paper.pdf", 3 * MB), ("PAPER.PDF", 5), ("../../x/paper.pdf", 7))
    upload = answer.json()

    assert answer.status_code == 201
    assert set(upload) == {"id", "files", "expires_at"}
    assert [file["name"] for file in upload["files"]] == ["paper.pdf", "PAPER.PDF", "paper_1.pdf"]
    assert len({file["url"] for file in upload["files"]}) == 3
    assert all(upload["id"] in file["url"] for file in upload["files"])
    assert upload["files"][0]["method"] == "PUT"
    assert upload["files"][0]["headers"] == {
        "Content-Length": str(3 * MB),
        "If-None-Match": "*",
    }


@pytest.mark.parametrize(
    ("files", "status", "detail"),
    [
        ([("a.exe", 1)], 400, "a.exe: unsupported file type. Supported types: text/code files, "),
        ([("a.pdf", 20 * MB + 1)], 413, "a.pdf: 20.0 MB exceeds the 20 MB limit for pdf files"),
        ([("a.docx", 11 * MB)], 413, "a.docx: 11.0 MB exceeds the 10 MB limit for docx files"),
        (
            [("a.pdf", 20 * MB), ("b.png", 4 * MB), ("c.txt", 1)],
            413,
            "Total upload size exceeds the 24 MB limit",
        ),
        ([(f"{n}.txt", 1) for n in range(51)], 413, "51 files are too many"),
    ],
)
def test_types_sizes_and_the_total_are_checked_at_once(studio, files, status, detail):
    answer = studio.announce(*files)

    assert answer.status_code == status
    assert answer.json()["detail"].startswith(detail)
    assert studio.artifacts.bodies == {}


@pytest.mark.parametrize(
    "body",
    [{}, {"files": []}, {"files": [{"name": "a.txt"}]}, {"files": [{"name": "", "size": 1}]}]
    + [{"files": [{"name": "a.txt", "size": size}]} for size in (-1, 1.5, "x", None)],
)
def test_a_malformed_announcement_is_told_where(studio, body):
    answer = studio.http.post("/api/v1/uploads", json=body)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"


def test_a_job_takes_what_was_sent(studio):
    upload = studio.announce(("a.pdf", 4), ("b.txt", 5)).json()
    studio.send(upload, **{"a.pdf": b"%PDF", "b.txt": b"hello"})
    answer = studio.order(upload["id"])

    assert answer.status_code == 202
    assert studio.context(answer) == {"a.pdf": 4, "b.txt": 5}
    copied = f"jobs/{answer.json()['id']}/context/a.pdf"
    assert studio.artifacts.bodies[copied] == b"%PDF"


def test_an_estimate_counts_the_files_as_the_order_will(studio):
    upload = studio.announce(("a.pdf", 9 * MB)).json()
    job = {**JOB, "upload": upload["id"]}
    quote = studio.http.post("/api/v1/jobs/estimate", json=job).json()
    studio.send(upload, **{"a.pdf": bytes(9 * MB)})
    ordered = studio.order(upload["id"]).json()

    assert {"item": "context", "low": 36, "high": 36} in quote["breakdown"]
    assert ordered["credits"]["held"] == quote["high"]
    missing = {**JOB, "upload": f"upl_{'0' * 32}"}
    assert studio.http.post("/api/v1/jobs/estimate", json=missing).status_code == 404


def test_what_has_not_arrived_is_named(studio):
    upload = studio.announce(("a.pdf", 4), ("b.txt", 5), ("c.txt", 5)).json()
    studio.send(upload, **{"b.txt": b"hello"})
    answer = studio.order(upload["id"])

    assert answer.status_code == 409
    assert answer.json()["detail"].endswith("Still missing: a.pdf, c.txt.")
    assert studio.jobs.jobs == {}


def test_what_arrived_larger_than_announced_is_measured_again(studio):
    upload = studio.announce(("b.txt", 5)).json()
    studio.send(upload, **{"b.txt": bytes(2 * MB + 1)})

    assert studio.order(upload["id"]).status_code == 413
    assert studio.jobs.jobs == {}


def test_a_foreign_upload_is_no_more_than_an_unknown_one(studio):
    upload = studio.announce(("b.txt", 5)).json()
    studio.send(upload, **{"b.txt": b"hello"})
    studio.http.headers["Authorization"] = f"Bearer {studio.stranger.live}"
    answers = [
        studio.order(upload_id)
        for upload_id in (upload["id"], f"upl_{'0' * 32}", "upl_../x", "nonsense")
    ]

    assert {(answer.status_code, answer.text) for answer in answers} == {
        (404, '{"detail":"Upload not found"}')
    }


def test_a_repeated_order_of_an_upload_is_one_job(studio):
    upload = studio.announce(("b.txt", 5)).json()
    studio.send(upload, **{"b.txt": b"hello"})
    first = studio.order(upload["id"], **{"Idempotency-Key": "k"})
    studio.artifacts.bodies.clear()
    second = studio.order(upload["id"], **{"Idempotency-Key": "k"})

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.content == second.content
    assert len(studio.jobs.jobs) == 1


def test_files_of_a_form_come_beside_those_of_an_upload(studio):
    upload = studio.announce(("a.pdf", 4)).json()
    studio.send(upload, **{"a.pdf": b"%PDF"})
    answer = studio.http.post(
        "/api/v1/jobs/upload",
        data={**JOB, "upload": upload["id"]},
        files=[("files", ("a.pdf", b"%PDF-other"))],
    )

    assert answer.status_code == 202, answer.text
    assert studio.context(answer) == {"a.pdf": 10, "a_1.pdf": 4}


def test_a_form_that_is_too_large_says_how_to_send_more(studio):
    answer = studio.http.post(
        "/api/v1/jobs/upload",
        data=JOB,
        files=[("files", ("a.pdf", bytes(4 * MB + 1)))],
    )

    assert answer.status_code == 413
    assert "POST /api/v1/uploads" in answer.json()["detail"]
    assert studio.artifacts.bodies == {}


def test_a_job_without_an_upload_is_a_job(studio):
    assert studio.order(None).status_code == 202
