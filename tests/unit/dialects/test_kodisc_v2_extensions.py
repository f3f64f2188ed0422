"""What our Kodisc v2 has beyond Kodisc's: asking twice, waiting, cancelling, one frame."""

from datetime import timedelta

import pytest

from studio.application.await_job import PACE_SECONDS
from tests.unit.dialects.kodisc import HELLO, TEN_KEYS, Kodisc


@pytest.fixture
def kodisc():
    return Kodisc()


def key(text="order-1"):
    return {"Idempotency-Key": text}


def test_asking_twice_gets_one_job(kodisc):
    first, second = kodisc.post(headers=key()), kodisc.post(headers=key())

    assert (second.status_code, second.content) == (202, first.content)
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert len(kodisc.jobs.jobs) == 1


def test_a_body_written_otherwise_is_the_same_body(kodisc):
    kodisc.post(headers=key(), metadata={"a": 1, "b": 2})
    other = {"metadata": {"b": 2, "a": 1}, **HELLO}
    answer = kodisc.http.post("/api/v2/render", json=other, headers=key())

    assert answer.headers["idempotent-replayed"] == "true"


def test_a_replay_is_answered_without_credits(kodisc):
    first = kodisc.post(headers=key()).json()
    kodisc.empty()

    assert kodisc.post(headers=key()).json() == first


def test_the_same_key_for_another_body_is_refused(kodisc):
    kodisc.post(headers=key())
    answer = kodisc.post(headers=key(), quality="low")

    assert (answer.status_code, answer.json()["error"]) == (409, "idempotency_key_reused")
    assert len(kodisc.jobs.jobs) == 1


def test_a_key_belongs_to_its_account_and_its_route(kodisc):
    mine = kodisc.post(headers=key()).json()["jobId"]
    theirs = kodisc.post(headers=key() | kodisc.as_(kodisc.stranger.kodisc)).json()["jobId"]
    frame = kodisc.post("/frame", headers=key() | {"Prefer": "wait=1"}).json()["jobId"]

    assert len({mine, theirs, frame}) == 3


def test_a_key_is_free_again_after_a_day(kodisc):
    first = kodisc.post(headers=key()).json()
    kodisc.clock.at += timedelta(hours=24)

    assert kodisc.post(headers=key()).json() != first


@pytest.mark.parametrize("text", ["", "a" * 201, "é", "a\tb", "\x7f"])
def test_a_key_is_1_to_200_printable_characters(kodisc, text):
    headers = {b"Idempotency-Key": text.encode("latin-1")}
    answer = kodisc.http.post("/api/v2/render", json=HELLO, headers=headers)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["error"]
    assert not kodisc.jobs.jobs


def test_a_refused_order_leaves_its_key_free(kodisc):
    assert kodisc.post(headers=key(), fps=0).status_code == 400
    assert kodisc.post(headers=key()).status_code == 202


def test_who_waits_gets_the_job_when_it_is_over(kodisc):
    kodisc.while_napping = lambda: kodisc.succeed(next(iter(kodisc.jobs.jobs)))
    answer = kodisc.post(headers={"Prefer": "wait=25"})

    assert answer.status_code == 200
    assert answer.headers["preference-applied"] == "wait=25"
    assert set(answer.json()) == TEN_KEYS
    assert answer.json()["status"] == "completed"


def test_who_waits_in_vain_gets_what_the_others_get(kodisc):
    answer = kodisc.post(headers={"Prefer": "wait=25"})

    assert answer.status_code == 202
    assert set(answer.json()) == {"jobId", "status", "endpoint"}
    assert answer.headers["preference-applied"] == "wait=25"
    assert set(kodisc.naps) == {PACE_SECONDS}
    assert len(kodisc.naps) <= 25


@pytest.mark.parametrize(
    ("prefer", "applied"),
    [
        ("wait=3", "wait=3"),
        ("wait=100", "wait=25"),
        ("respond-async, wait=3", "wait=3"),
        ('WAIT = "3"', "wait=3"),
        ("wait=3; x=y, wait=9", "wait=3"),
        ("wait", None),
        ("wait=-1", None),
        ("wait=soon", None),
        ("return=minimal", None),
    ],
)
def test_a_wait_is_one_preference_among_others(kodisc, prefer, applied):
    job_id = kodisc.order()
    answer = kodisc.look(job_id, headers={"Prefer": prefer})

    assert answer.status_code == 200
    assert answer.json()["status"] == "queued"
    assert answer.headers.get("preference-applied") == applied
    assert bool(kodisc.naps) == (applied is not None)


def test_a_look_that_waits_ends_with_the_job(kodisc):
    job_id = kodisc.order()
    kodisc.while_napping = lambda: kodisc.fail(job_id, "ValueError: x")
    job = kodisc.look(job_id, headers={"Prefer": "wait=25"}).json()

    assert (job["status"], job["error"]) == ("failed", "ValueError: x")
    assert len(kodisc.naps) == 1


@pytest.mark.parametrize("started", [False, True])
def test_a_cancelled_job_has_failed_in_a_word_and_costs_nothing(kodisc, started):
    before = kodisc.http.get("/api/v2/me").json()
    job_id = kodisc.order()
    if started:
        kodisc.start(job_id)
    answer = kodisc.cancel(job_id)

    assert answer.status_code == 200
    job = answer.json()
    assert set(job) == TEN_KEYS
    assert (job["status"], job["error"], job["result"]) == ("failed", "Cancelled.", None)
    assert (job["creditsCost"], job["completedAt"] is None) == (0, False)
    assert kodisc.look(job_id).json() == job
    assert kodisc.http.get("/api/v2/me").json() == before


def test_what_is_over_cannot_be_cancelled(kodisc):
    done, cancelled = kodisc.order(), kodisc.order()
    kodisc.succeed(done)
    kodisc.cancel(cancelled)

    for job_id in (done, cancelled):
        before = kodisc.look(job_id).json()
        answer = kodisc.cancel(job_id)
        assert (answer.status_code, answer.json()["error"]) == (409, "already_finished")
        assert kodisc.look(job_id).json() == before


def test_a_cancel_that_loses_to_the_end_says_so(kodisc):
    job_id = kodisc.order()
    seen = kodisc.jobs.get(job_id)
    kodisc.succeed(job_id)
    late = kodisc.jobs.get(job_id)
    answers = iter([seen])
    kodisc.jobs.get = lambda job_id: next(answers, late)

    assert kodisc.cancel(job_id).status_code == 409


def test_a_frame_is_a_job_of_one_picture(kodisc):
    kodisc.while_napping = lambda: kodisc.succeed(next(iter(kodisc.jobs.jobs)), charge=2)
    answer = kodisc.post("/frame", quality="high", aspectRatio="1:1", fps=0, outputFormat="avi")

    assert answer.status_code == 200
    job_id = answer.json()["jobId"]
    image = f"https://artifacts.invalid/jobs/{job_id}/outputs/frame.png?get"
    assert answer.json() == {
        "jobId": job_id,
        "status": "completed",
        "image": image,
        "creditsCost": 2,
        "durationMs": 2312,
    }
    scene = kodisc.jobs.get(job_id).scene
    assert (scene.output_format, scene.quality, scene.aspect_ratio) == ("png", "high", "1:1")
    assert kodisc.look(job_id).json()["result"] == {"image": image}


def test_a_frame_that_takes_long_is_polled_like_a_render(kodisc):
    answer = kodisc.post("/frame")

    assert answer.status_code == 202
    assert set(answer.json()) == {"jobId", "status", "endpoint"}
    assert len(kodisc.naps) > 5
    assert kodisc.look(answer.json()["jobId"]).json()["status"] == "queued"


def test_a_frame_of_a_scene_that_raises_says_why(kodisc):
    kodisc.while_napping = lambda: kodisc.fail(next(iter(kodisc.jobs.jobs)), "ValueError: x")
    answer = kodisc.post("/frame")

    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["error"], told["creditsCost"]) == ("failed", "ValueError: x", 0)
    assert "image" not in told


@pytest.mark.parametrize("changes", [{"className": "1x"}, {"quality": "8k"}, {"code": ""}])
def test_a_frame_is_as_strict_as_a_render(kodisc, changes):
    assert kodisc.post("/frame", **changes).status_code == 400
    assert kodisc.http.post("/api/v2/frame", headers={"Authorization": ""}).status_code == 401


@pytest.mark.parametrize("suffix", ["gif", "webm"])
def test_another_format_is_another_file(kodisc, suffix):
    job_id = kodisc.order(outputFormat=suffix)
    kodisc.succeed(job_id)

    assert kodisc.look(job_id).json()["result"]["video"].endswith(f"/video.{suffix}?get")
