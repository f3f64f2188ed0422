"""The library of Chalkboard v1 on the wire, on stand-in storage."""

import pytest

from studio.application.grant_credits import GrantCredits
from studio.domain.brief import JobId
from studio.domain.delivery import Attempt
from studio.domain.files import MADE_BY_RENDER
from tests.builders import NOON, a_delivery, a_report, a_scene, a_script, an_event
from tests.fakes import insist
from tests.house import House

NOBODY = {"limit": 50, "offset": 0, "total": 0, "videos": []}


class Studio(House):
    def __init__(self) -> None:
        super().__init__()
        self.mine, self.theirs = self.create_account("mine"), self.create_account("theirs")
        grant = GrantCredits(self.ledger, self.accounts, self.clock, insist())
        for account in (self.mine, self.theirs):
            grant(account.account_id, "opening", paid=10_000)
        self.http = self.client(self.mine.live)

    def order(self, topic="hash tables", **fields):
        answer = self.http.post("/api/v1/jobs", json={"topic": topic, **fields})
        assert answer.status_code == 202, answer.text
        return JobId(answer.json()["id"])

    def film(self, topic="hash tables", *, seconds=60.0, says="One two three four", **fields):
        job_id = self.order(topic, **fields)
        script = a_script(a_scene(narration=says), title=f"All about {topic}")
        made = {f"outputs/{name}": b"x" for name in MADE_BY_RENDER}
        made |= {
            "work/script.json": script.model_dump_json().encode(),
            "render/report.json": a_report(duration=seconds).model_dump_json().encode(),
        }
        self.artifacts.bodies |= {f"jobs/{job_id}/{name}": body for name, body in made.items()}
        self.advance.start(job_id)
        self.advance.succeed(job_id)
        return job_id

    def fail(self, job_id):
        self.advance.fail(job_id, stage="WriteScript", error="States.Timeout", cause="")
        return job_id

    def library(self, **query):
        answer = self.http.get("/api/v1/library", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def found(self, **query):
        return [video["run_id"] for video in self.library(**query)["videos"]]


@pytest.fixture
def studio():
    return Studio()


def test_a_new_library_is_empty(studio):
    assert studio.library() == NOBODY


def test_a_job_is_in_the_library_once_it_is_over(studio):
    job_id = studio.order()
    assert studio.found() == []
    studio.fail(job_id)

    (video,) = studio.library()["videos"]
    assert (video["run_id"], video["status"], video["title"]) == (job_id, "failed", "hash tables")
    assert (video["duration_sec"], video["speed"]) == (0.0, 1.0)
    assert (video["thumb_path"], video["script"]) == (None, "")
    assert "too long" in video["error"]


def test_a_finished_video_says_all_that_the_sdk_reads(studio):
    job_id = studio.film(seconds=61.5, speed=1.15, narrator="aria")

    (video,) = studio.library()["videos"]
    assert video == {
        "run_id": job_id,
        "user_id": studio.mine.account_id,
        "topic": "hash tables",
        "title": "All about hash tables",
        "created_at": video["created_at"],
        "duration_sec": 61.5,
        "quality": "medium",
        "thumb_path": f"/api/v1/jobs/{job_id}/files/thumb.jpg",
        "script": "One two three four",
        "effort": "medium",
        "audience": "intermediate",
        "tone": "casual",
        "theme": "chalkboard",
        "template": None,
        "speed": 1.15,
        "status": "completed",
        "error": None,
        "model": None,
        "narrator": "aria",
        "test_mode": False,
        "notes": None,
        "output_files": sorted(MADE_BY_RENDER),
        "urls": {},
    }
    assert studio.http.get(video["thumb_path"]).content == b"x"


def test_runs_of_a_test_key_are_marked(studio):
    studio.http = studio.client(studio.mine.test)
    studio.film()

    assert studio.library()["videos"][0]["test_mode"] is True


def test_a_video_has_a_link_for_each_of_its_files(studio):
    job_id = studio.film()

    video = studio.http.get(f"/api/v1/library/{job_id}").json()
    assert video["output_files"] == sorted(MADE_BY_RENDER)
    assert set(video["urls"]) == set(MADE_BY_RENDER)
    assert all(f"/jobs/{job_id}/outputs/{name}" in url for name, url in video["urls"].items())


@pytest.mark.parametrize("words", ["HASH", "about hash", "quokka", "Quokkas naÏve"])
def test_search_looks_into_topic_title_and_script_whatever_the_case(studio, words):
    job_id = studio.film("hash tables", says="The quokkas naïve eat")
    studio.film("b-trees")

    assert studio.found(q=words) == [job_id]


def test_search_knows_no_wildcards(studio):
    studio.film()

    assert studio.found(q="%") == studio.found(q=".*") == studio.found(q="h_sh") == []


def test_a_library_is_sorted_as_asked_and_newest_first_else(studio):
    long, short, middle = (studio.film(seconds=seconds) for seconds in (90, 30, 60))

    assert studio.found() == studio.found(sort="sideways") == [middle, short, long]
    assert studio.found(sort="oldest") == [long, short, middle]
    assert studio.found(sort="longest") == [long, middle, short]
    assert studio.found(sort="shortest") == [short, middle, long]


def test_a_library_is_filtered_by_how_jobs_ended(studio):
    made, failed, cancelled = studio.film(), studio.fail(studio.order()), studio.order()
    studio.advance.cancel(cancelled)

    assert studio.found(status="completed") == [made]
    assert studio.found(status="failed") == [failed]
    assert studio.found(status="cancelled") == [cancelled]
    assert studio.found(status="") == [cancelled, failed, made]


def test_pages_do_not_overlap_and_together_are_everything(studio):
    made = [studio.film() for _ in range(5)]

    pages = [studio.library(limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    seen = [video["run_id"] for page in pages for video in page["videos"]]
    assert seen == made[::-1]
    assert {page["total"] for page in pages} == {5}
    assert [page["offset"] for page in pages] == [0, 2, 4, 6]


def test_a_limit_is_capped_at_a_hundred_and_says_so(studio):
    assert studio.library(limit=999)["limit"] == 100
    assert studio.library(limit=7)["limit"] == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("limit", value) for value in ("-1", "0", "NaN", "1e3", "9" * 30, "")),
        *(("offset", value) for value in ("-1", "inf", "9" * 30, "1.5")),
        *(("status", value) for value in ("running", "COMPLETED", "nonsense")),
        ("q", "x" * 501),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_name(studio, name, value):
    answer = studio.http.get("/api/v1/library", params={name: value})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", name]


def test_a_library_is_its_owners_alone(studio):
    job_id = studio.film()
    stranger = studio.client(studio.theirs.live)

    assert stranger.get("/api/v1/library").json() == NOBODY
    for call in (stranger.get, stranger.delete):
        answer, unknown = call(f"/api/v1/library/{job_id}"), call("/api/v1/library/nobody")
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert answer.json() == {"detail": "Video not found"}
    assert stranger.patch(f"/api/v1/library/{job_id}", json={"notes": "x"}).status_code == 404
    assert studio.found() == [job_id]


def test_a_deleted_video_leaves_nothing_but_what_it_cost(studio):
    kept, job_id = studio.film(), studio.film()
    entries = list(studio.ledger.entries(studio.mine.account_id))
    for told in (kept, job_id):
        delivery = a_delivery(id=f"webhook-{told}", job_id=told, endpoint=None)
        attempt = Attempt(delivery=delivery, number=1, at=NOON, status=200, seconds=0.1)
        studio.delivery_log.record(attempt)

    assert studio.http.delete(f"/api/v1/library/{job_id}").status_code == 204
    assert studio.found() == [kept]
    assert studio.http.get(f"/api/v1/jobs/{job_id}").status_code == 404
    assert studio.http.get(f"/api/v1/library/{job_id}").status_code == 404
    assert studio.http.delete(f"/api/v1/library/{job_id}").status_code == 404
    assert [key for key in studio.artifacts.bodies if job_id in key] == []
    assert studio.jobs.events(job_id) == []
    assert studio.delivery_log.attempts(job_id) == []
    assert len(studio.delivery_log.attempts(kept)) == 1
    assert list(studio.ledger.entries(studio.mine.account_id)) == entries


def test_what_a_stage_still_wrote_of_a_deleted_job_goes_as_well(studio):
    kept, job_id = studio.film(), studio.film()
    studio.http.delete(f"/api/v1/library/{job_id}")
    for late in (kept, job_id):
        studio.artifacts.bodies[f"jobs/{late}/work/late.json"] = b"{}"
        studio.jobs.record(late, an_event(9))

    assert studio.erasures.asked_again == [job_id]
    for asked in (kept, job_id):
        studio.engine.library.erase_job.again(asked)
    assert [key for key in studio.artifacts.bodies if job_id in key] == []
    assert studio.jobs.events(job_id) == []
    assert f"jobs/{kept}/work/late.json" in studio.artifacts.bodies
    assert studio.http.get(f"/api/v1/library/{kept}").status_code == 200


def test_a_job_that_is_not_over_is_not_deleted(studio):
    job_id = studio.order()

    answer = studio.http.delete(f"/api/v1/library/{job_id}")
    assert answer.status_code == 409
    assert "cancel it" in answer.json()["detail"]
    assert studio.http.get(f"/api/v1/library/{job_id}").status_code == 404
    assert studio.http.get(f"/api/v1/jobs/{job_id}").status_code == 200


@pytest.mark.parametrize(
    ("said", "kept"), [("  for class 7b \n", "for class 7b"), (" \t", None), (None, None)]
)
def test_notes_are_trimmed_and_an_empty_one_is_none(studio, said, kept):
    job_id = studio.film()

    answer = studio.http.patch(f"/api/v1/library/{job_id}", json={"notes": said})
    assert answer.status_code == 200
    assert (answer.json()["run_id"], answer.json()["notes"]) == (job_id, kept)
    assert answer.json()["saved_at"].endswith("Z")
    assert studio.http.get(f"/api/v1/library/{job_id}").json()["notes"] == kept


@pytest.mark.parametrize("body", [{}, {"notes": "x" * 10_001}, {"notes": 7}, [], "notes"])
def test_notes_that_are_missing_or_too_long_are_refused(studio, body):
    assert studio.http.patch(f"/api/v1/library/{studio.film()}", json=body).status_code == 422


def test_ten_thousand_characters_of_notes_fit(studio):
    answer = studio.http.patch(f"/api/v1/library/{studio.film()}", json={"notes": "ß" * 10_000})

    assert answer.status_code == 200


def test_a_very_long_script_is_kept_in_part(studio):
    job_id = studio.film(says="ß" * 100_000)

    script = studio.http.get(f"/api/v1/library/{job_id}").json()["script"]
    assert script == "ß" * 20_000
