"""A customer's own scene, from the quickstart's request to a film that plays."""

import io
import json
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import av
import httpx
import pytest

from local.ground import PYTHON, ROOT
from local.quickstart import SCENE
from tests.e2e.conftest import Customer, calling, eventually

HELLO = {"code": SCENE, "className": "HelloKodisc"}
SHORT = {
    "code": "from manim import *\n\n\nclass Short(Scene):\n    def construct(self):\n"
    "        self.play(Create(Circle()), run_time=0.5)\n",
    "className": "Short",
    "quality": "low",
}
ENDLESS = {
    "code": "from manim import *\n\n\nclass Endless(Scene):\n    def construct(self):\n"
    "        while True:\n            self.play(Rotate(Square()), run_time=10)\n",
    "className": "Endless",
    "quality": "low",
}
TEN_KEYS = {
    *("jobId", "endpoint", "status", "creditsCost", "durationMs"),
    *("result", "error", "metadata", "createdAt", "completedAt"),
}


@pytest.fixture(scope="module")
def http(cloud):
    with calling(cloud.keys.kodisc_url, cloud.keys.kodisc) as client:
        yield client


def order(http, body, **headers):
    answer = http.post("/render", json=body, headers=headers)
    assert answer.status_code == 202, answer.text
    assert set(answer.json()) == {"jobId", "status", "endpoint"}
    return answer.json()["jobId"]


def looks(http, job_id):
    """Every look at a job, the last one when it is over."""
    seen = []

    def over():
        answer = http.get(f"/render/{job_id}", headers={"Prefer": "wait=2"})
        assert answer.status_code == 200
        seen.append(answer.json())
        return seen if answer.json()["status"] in {"completed", "failed"} else None

    return eventually(over, seconds=180)


def fetched(url):
    return httpx.get(url, trust_env=False, timeout=60).raise_for_status()


def picture_of(job):
    """Width, height, frames per second and seconds of a job's film."""
    answer = fetched(job["result"]["video"])
    assert answer.headers["content-type"] == "video/mp4"
    with av.open(io.BytesIO(answer.content)) as film:
        (video,) = film.streams.video
        frames = sum(1 for _ in film.decode(video))
        return video.width, video.height, video.average_rate, frames


@pytest.fixture(scope="module")
def hello(http):
    return looks(http, order(http, HELLO | {"metadata": {"n": 10**30, "x": [0.1, None, "é"]}}))


def test_the_quickstart_makes_a_film_that_plays(hello):
    job = hello[-1]

    assert job["status"] == "completed", job["error"]
    width, height, rate, frames = picture_of(job)
    assert (width, height, rate) == (1280, 720, 30)
    assert 55 <= frames <= 65
    assert fetched(job["result"]["captions"]).text.startswith("WEBVTT")
    assert fetched(job["result"]["thumbnail"]).content.startswith(b"\xff\xd8")


def test_the_python_of_the_docs_downloads_a_film(cloud, tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/kodisc.md").read_text(), re.DOTALL)
    environment = {"KODISC_KEY": cloud.keys.kodisc, "KODISC_URL": cloud.keys.kodisc_url}
    subprocess.run([PYTHON, "-c", code], cwd=tmp_path, env=environment, check=True, timeout=120)

    with av.open(tmp_path / "hello.mp4") as film:
        assert film.streams.video[0].width == 1280


def test_every_look_has_ten_keys_and_the_metadata(hello):
    order_of = ["queued", "running", "completed"]
    for job in hello:
        assert set(job) == TEN_KEYS
        assert json.dumps(job["metadata"]) == json.dumps({"n": 10**30, "x": [0.1, None, "é"]})
    reached = [order_of.index(job["status"]) for job in hello]
    assert reached == sorted(reached)
    assert hello[-1]["durationMs"] > 0
    assert hello[-1]["creditsCost"] > 0


def test_an_upright_scene_at_60_frames_is_upright_and_has_60(http):
    body = SHORT | {"quality": "medium", "aspectRatio": "9:16", "fps": 60}
    job = looks(http, order(http, body))[-1]

    assert job["status"] == "completed", job["error"]
    assert picture_of(job)[:3] == (720, 1280, 60)


def test_a_scene_that_raises_fails_in_its_own_words_and_costs_nothing(http):
    before = http.get("/me").json()["credits"]
    code = SHORT["code"] + '        raise ValueError("the cat sat on it")\n'
    job = looks(http, order(http, SHORT | {"code": code}))[-1]

    assert (job["status"], job["result"], job["creditsCost"]) == ("failed", None, 0)
    assert "the cat sat on it" in job["error"]
    assert http.get("/me").json()["credits"] == before


def test_a_completed_job_costs_exactly_what_it_says(http):
    before = http.get("/me").json()["credits"]["total"]
    job = looks(http, order(http, SHORT))[-1]

    assert job["status"] == "completed", job["error"]
    assert http.get("/me").json()["credits"]["total"] == before - job["creditsCost"]


def test_a_cancelled_job_leaves_no_process_and_no_hold(cloud, http):
    before = http.get("/me").json()["credits"]
    job_id = order(http, ENDLESS)
    eventually(lambda: cloud.task_pids() or None)
    answer = http.post(f"/render/{job_id}/cancel")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["error"]) == ("failed", "Cancelled.")
    eventually(lambda: True if not cloud.task_pids() else None, seconds=30)
    assert Customer(cloud, http).execution_over(job_id) == "ABORTED"
    assert http.get(f"/render/{job_id}").json() == answer.json()
    assert http.get("/me").json()["credits"] == before
    assert http.post(f"/render/{job_id}/cancel").status_code == 409


def test_one_frame_at_once(http):
    answer = http.post("/frame", json=SHORT)
    job_id = answer.json()["jobId"]
    job = looks(http, job_id)[-1]

    assert job["status"] == "completed", job["error"]
    assert set(job["result"]) == {"image"}
    if answer.status_code == 200:
        assert set(answer.json()) == {"jobId", "status", "image", "creditsCost", "durationMs"}
    with av.open(io.BytesIO(fetched(job["result"]["image"]).content)) as picture:
        (image,) = picture.streams.video
        assert (image.width, image.height) == (854, 480)


def test_asking_ten_times_at_once_makes_one_job(http):
    headers = {"Idempotency-Key": "ten at once"}

    def ask(_):
        return http.post("/render", json=SHORT, headers=headers)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(ask, range(10)))

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["jobId"] for answer in answers}) == 1
    replays = [answer.headers.get("idempotent-replayed") for answer in answers]
    assert replays.count("true") == 9
    assert http.post("/render", json=SHORT | {"fps": 5}, headers=headers).status_code == 409


def test_those_who_wait_keep_nobody_waiting(cloud, http):
    job_id = order(http, ENDLESS)

    def wait(_):
        return http.get(f"/render/{job_id}", headers={"Prefer": "wait=25"})

    with ThreadPoolExecutor(6) as threads:
        waiting = [threads.submit(wait, number) for number in range(6)]
        time.sleep(1)
        assert http.get("/me").status_code == 200
        assert not any(answer.done() for answer in waiting)
        assert http.post(f"/render/{job_id}/cancel").status_code == 200
        told = {answer.result().json()["error"] for answer in waiting}

    assert told == {"Cancelled."}


@pytest.mark.parametrize("job_id", ["nope", "a" * 3000, "%00", "%ff", "..%2F..", "x/y"])
def test_what_cannot_be_an_id_is_not_found(http, job_id):
    for method, path in (("GET", f"/render/{job_id}"), ("POST", f"/render/{job_id}/cancel")):
        answer = http.request(method, path)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_a_body_that_only_api_gateway_would_refuse_is_refused_in_both_dialects(http):
    answer = http.post("/render", content=b"x" * (11 * 1024 * 1024))

    assert answer.status_code == 413
    assert answer.json()["error"] == "payload_too_large"
    assert answer.json()["message"]
    assert "/api/v1/uploads" in answer.json()["detail"]


def test_keys_of_one_api_do_not_open_the_other(cloud, http):
    live = {"Authorization": f"Bearer {cloud.keys.live}"}
    v1 = cloud.base_url + "/jobs"

    assert http.get("/me", headers=live).status_code == 401
    assert httpx.get(v1, headers=http.headers, trust_env=False).status_code == 401
