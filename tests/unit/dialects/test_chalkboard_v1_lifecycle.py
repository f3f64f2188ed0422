"""Jobs cancelled, retried and rendered again, over HTTP."""

import pytest

from studio.application.artifacts import audio_key, script_key, track_key
from studio.domain.brief import JobId
from studio.domain.timeline import Happening
from tests.builders import NOON, a_script, a_track
from tests.house import House

DIALS = {"effort": "high", "quality": "high", "quiz": False, "tone": "formal"}


class Studio(House):
    def __init__(self) -> None:
        super().__init__()
        self.account = self.create_account("mine")
        self.http = self.client(self.account.live)
        self.testing = self.client(self.account.test)

    def order(self, http=None, **fields):
        body = {"topic": "hash tables", **DIALS, **fields}
        return JobId((http or self.http).post("/api/v1/jobs", json=body).json()["id"])

    def failed(self, **fields):
        job_id = self.order(**fields)
        self.advance.fail(job_id, stage="RenderVideo", error="E", cause="")
        return job_id

    def narrated(self, job_id):
        script, track = a_script(), a_track()
        bodies = self.artifacts.bodies
        bodies[script_key(job_id)] = script.model_dump_json().encode()
        for scene in script.scenes:
            bodies[track_key(job_id, scene.number)] = track.model_dump_json().encode()
            bodies[audio_key(job_id, scene.number, track.media_type)] = b"RIFF"
        return job_id

    def post(self, job_id, what, http=None, **headers):
        return (http or self.http).post(f"/api/v1/jobs/{job_id}/{what}", headers=headers)


@pytest.fixture
def studio():
    return Studio()


def test_a_job_in_flight_is_cancelled_and_says_so_in_json(studio):
    job_id = studio.order()
    answer = studio.http.delete(f"/api/v1/jobs/{job_id}")

    assert (answer.status_code, answer.json()) == (200, {"status": "cancelling"})
    assert studio.http.get(f"/api/v1/jobs/{job_id}").json()["status"] == "cancelled"


def test_a_job_that_is_over_stays_what_it_was(studio):
    for job_id, status in ((studio.failed(), "failed"), (studio.order(), "cancelled")):
        studio.advance.cancel(job_id)
        answer = studio.http.delete(f"/api/v1/jobs/{job_id}")
        assert (answer.status_code, answer.json()) == (200, {"status": status})


def test_a_retry_is_a_new_job_with_the_same_parameters(studio):
    source = studio.failed()
    answer = studio.post(source, "retry")

    assert answer.status_code == 202
    job = answer.json()
    assert job["id"] != source
    assert (job["status"], job["source_job_id"], job["rerender"]) == ("pending", source, False)
    assert {name: job[name] for name in DIALS} == DIALS
    assert studio.jobs.get(JobId(job["id"])).course == "topic"


@pytest.mark.parametrize("what", ["retry", "rerender"])
def test_a_job_that_is_not_over_is_not_repeated(studio, what):
    answer = studio.post(studio.order(), what)

    assert answer.status_code == 409
    assert "not over" in answer.json()["detail"]


@pytest.mark.parametrize("what", ["retry", "rerender"])
def test_somebody_elses_job_is_not_found(studio, what):
    stranger = studio.client(studio.create_account("other").live)
    answer = studio.post(studio.failed(), what, http=stranger)

    assert (answer.status_code, answer.json()) == (404, {"detail": "Job not found"})


def test_a_retry_follows_the_key_of_the_new_request(studio):
    asked_for_real = studio.failed()
    cheap = studio.post(asked_for_real, "retry", http=studio.testing).json()
    assert (cheap["mode"], cheap["effort"], cheap["quality"]) == ("test", "low", "low")

    asked_as_a_test = studio.order(studio.testing)
    studio.advance.cancel(asked_as_a_test)
    real = studio.post(asked_as_a_test, "retry").json()
    assert (real["mode"], real["effort"], real["quality"]) == ("live", "high", "high")


def test_what_a_test_key_forced_does_not_stick_through_a_chain_of_retries(studio):
    cheap = studio.post(studio.failed(), "retry", http=studio.testing).json()
    studio.advance.cancel(JobId(cheap["id"]))

    assert studio.post(cheap["id"], "retry").json()["effort"] == "high"


def uploaded(studio):
    upload = [("files", ("notes.md", b"# Notes"))]
    answer = studio.http.post("/api/v1/jobs/upload", data={"topic": "notes"}, files=upload)
    job_id = JobId(answer.json()["id"])
    studio.advance.cancel(job_id)
    return job_id


def test_uploads_are_kept_for_a_retry(studio):
    again = JobId(studio.post(uploaded(studio), "retry").json()["id"])

    assert studio.artifacts.bodies[f"jobs/{again}/context/notes.md"] == b"# Notes"
    assert [file.name for file in studio.jobs.get(again).topic.context] == ["notes.md"]


def test_without_its_uploads_a_job_is_not_repeated(studio):
    source = uploaded(studio)
    del studio.artifacts.bodies[f"jobs/{source}/context/notes.md"]
    answer = studio.post(source, "retry")

    assert answer.status_code == 409
    assert "notes.md" in answer.json()["detail"]


def test_a_rerender_goes_its_own_way_through_the_machine(studio):
    source = studio.narrated(studio.failed())
    answer = studio.post(source, "rerender")

    assert answer.status_code == 202
    job = answer.json()
    assert (job["source_job_id"], job["rerender"]) == (source, True)
    assert studio.jobs.get(JobId(job["id"])).course == "rerender"


def test_only_a_whole_narration_is_reused(studio):
    source = studio.narrated(studio.failed())
    del studio.artifacts.bodies[track_key(source, 1)]
    for job_id in (source, studio.failed()):
        answer = studio.post(job_id, "rerender")
        assert answer.status_code == 409
        assert "script and voiceover" in answer.json()["detail"]


def test_a_voice_that_came_after_a_cancel_was_not_paid_and_is_not_reused(studio):
    voiced = {"segment": 1, "segments": 1, "seconds": 3.0}
    late, paid = studio.order(), studio.order()
    studio.jobs.record(paid, studio.stamp(Happening.SCENE_VOICED, **voiced))
    for job_id in (late, paid):
        studio.http.delete(f"/api/v1/jobs/{job_id}")
        studio.narrated(job_id)
    studio.jobs.record(late, studio.stamp(Happening.SCENE_VOICED, **voiced))

    answer = studio.post(late, "rerender")
    assert (answer.status_code, "Retry it" in answer.json()["detail"]) == (409, True)
    assert studio.post(paid, "rerender").status_code == 202


def test_a_rerender_that_got_nowhere_is_retried_from_its_source(studio):
    source = studio.narrated(studio.failed())
    first = JobId(studio.post(source, "rerender").json()["id"])
    studio.advance.cancel(first)
    again = studio.post(first, "retry").json()

    assert (again["source_job_id"], again["rerender"]) == (source, True)


def test_a_rerender_is_not_retried_once_its_source_was_deleted(studio):
    source = studio.narrated(studio.failed())
    first = JobId(studio.post(source, "rerender").json()["id"])
    studio.advance.cancel(first)
    assert studio.http.delete(f"/api/v1/library/{source}").status_code == 204
    answer = studio.post(first, "retry")

    assert answer.status_code == 409
    assert "Create a new job" in answer.json()["detail"]


@pytest.mark.parametrize("what", ["retry", "rerender"])
def test_the_same_key_repeats_the_answer_and_not_the_job(studio, what):
    source = studio.narrated(studio.failed())
    first = studio.post(source, what, **{"Idempotency-Key": "k"})
    studio.artifacts.bodies.clear()
    second = studio.post(source, what, **{"Idempotency-Key": "k"})

    assert (second.status_code, second.content) == (202, first.content)
    assert second.headers["idempotent-replayed"] == "true"


def test_a_job_tells_how_long_it_should_take_by_the_runs_before_it(studio):
    for seconds in (100, 120, 900):
        studio.past_runs.add("topic/high/high", seconds)
    studio.past_runs.add("topic/low/low", 7)
    accepted = studio.http.post("/api/v1/jobs", json={"topic": "x", **DIALS}).json()

    assert (accepted["expected_seconds"], accepted["eta_seconds"]) == (120, 120)
    seen = studio.http.get(f"/api/v1/jobs/{accepted['id']}").json()
    assert seen["expected_seconds"] == 120
    assert 0 < seen["eta_seconds"] < 120
    studio.advance.cancel(JobId(accepted["id"]))
    assert studio.http.get(f"/api/v1/jobs/{accepted['id']}").json()["eta_seconds"] is None


def test_what_a_finished_job_shows_does_not_change_with_the_time(studio):
    job_id = studio.order()
    job = studio.jobs.get(job_id).start(at=NOON)
    studio.jobs.jobs[job_id] = job.succeed(at=NOON, outputs=(), duration=1, warnings=())

    first = studio.http.get(f"/api/v1/jobs/{job_id}").content
    assert studio.http.get(f"/api/v1/jobs/{job_id}").content == first
