"""Kodisc v2 on the wire: what its public description says (kodisc-v2.md, section 10)."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.job import Dialect
from tests.fakes import key_ids
from tests.unit.dialects.kodisc import HELLO, HOOK, TEN_KEYS, Kodisc

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture
def kodisc():
    return Kodisc()


def test_the_quickstarts_body_is_accepted_with_exactly_three_keys(kodisc):
    answer = kodisc.post()

    assert answer.status_code == 202
    assert answer.headers["content-type"] == "application/json"
    job_id = answer.json()["jobId"]
    assert answer.json() == {"jobId": job_id, "status": "queued", "endpoint": "render"}
    assert kodisc.artifacts.bodies[f"jobs/{job_id}/context/scene.py"] == HELLO["code"].encode()


def test_all_ten_keys_are_there_from_queued_to_completed(kodisc):
    job_id = kodisc.order(metadata={"projectId": "proj_42"})
    queued = kodisc.look(job_id).json()
    kodisc.start(job_id)
    running = kodisc.look(job_id).json()
    kodisc.succeed(job_id)
    completed = kodisc.look(job_id).json()

    assert set(queued) == set(running) == set(completed) == TEN_KEYS
    assert [job["status"] for job in (queued, running, completed)] == [
        "queued",
        "running",
        "completed",
    ]
    for job in (queued, running):
        assert (job["creditsCost"], job["durationMs"]) == (0, None)
        assert (job["result"], job["error"], job["completedAt"]) == (None, None, None)
    assert (completed["creditsCost"], completed["durationMs"]) == (6, 2312)
    assert completed["error"] is None
    assert completed["metadata"] == {"projectId": "proj_42"}
    assert TIME.fullmatch(completed["createdAt"])
    assert completed["completedAt"] == "2026-11-21T12:00:03.000Z"


def test_a_result_is_three_absolute_urls(kodisc):
    job_id = kodisc.order()
    kodisc.succeed(job_id)

    assert kodisc.look(job_id).json()["result"] == {
        "video": f"https://artifacts.invalid/jobs/{job_id}/outputs/video.mp4?get",
        "thumbnail": f"https://artifacts.invalid/jobs/{job_id}/outputs/thumb.jpg?get",
        "captions": f"https://artifacts.invalid/jobs/{job_id}/outputs/captions.vtt?get",
    }


def test_what_was_left_out_has_its_default(kodisc):
    scene = kodisc.jobs.get(kodisc.order()).scene

    assert (scene.class_name, scene.quality, scene.aspect_ratio) == (
        "HelloKodisc",
        "medium",
        "16:9",
    )
    assert (scene.fps, scene.output_format, scene.metadata) == (None, "mp4", None)


@pytest.mark.parametrize("quality", ["low", "medium", "high", "twok", "fourk"])
@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1"])
def test_every_quality_goes_with_every_shape(kodisc, quality, aspect):
    job_id = kodisc.order(quality=quality, aspectRatio=aspect, fps=60, outputFormat="webm")
    scene = kodisc.jobs.get(job_id).scene

    assert (scene.quality, scene.aspect_ratio, scene.fps) == (quality, aspect, 60)
    assert scene.output_format == "webm"


def test_unknown_fields_are_ignored_and_a_whole_float_is_an_integer(kodisc):
    scene = kodisc.jobs.get(kodisc.order(prompt="x", fps=30.0)).scene

    assert scene.fps == 30


CODE = "code is required"
CLASS = "className must be a valid Python identifier"
QUALITY = "quality must be one of low, medium, high, twok, fourk"
ASPECT = "aspectRatio must be 16:9 or 9:16"
FPS = "fps must be an integer >= 1"
HOOKS = "webhookUrl must be an https:// URL"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": ""}, CODE),
        ({"code": 5}, CODE),
        ({"code": None}, CODE),
        ({"className": "1x"}, CLASS),
        ({"className": ""}, CLASS),
        ({"className": "A\n"}, CLASS),
        ({"className": "Ünicode"}, CLASS),
        ({"className": None}, CLASS),
        ({"className": "A" * 201}, "className must be at most 200 characters"),
        ({"quality": "8k"}, QUALITY),
        ({"quality": None}, QUALITY),
        ({"aspectRatio": "4:3"}, ASPECT),
        ({"fps": 0}, FPS),
        ({"fps": "30"}, FPS),
        ({"fps": 29.97}, FPS),
        ({"fps": True}, FPS),
        ({"fps": None}, FPS),
        ({"fps": 121}, "fps must be at most 120"),
        ({"webhookUrl": "http://example.com"}, HOOKS),
        ({"webhookUrl": ""}, HOOKS),
        ({"webhookUrl": "https://"}, HOOKS),
        ({"webhookUrl": "https://user:word@example.com/"}, HOOKS),
        ({"webhookUrl": "https://example.com/\n"}, HOOKS),
        ({"webhookUrl": "https://example.com/\x00"}, HOOKS),
        ({"webhookUrl": "https://example.com:99999/"}, HOOKS),
        ({"webhookUrl": "https://[::1/"}, HOOKS),
        ({"webhookUrl": "https://example.com/" + "a" * 2048}, HOOKS),
        ({"webhookUrl": 5}, HOOKS),
        ({"outputFormat": "avi"}, "outputFormat must be one of mp4, gif, webm"),
        ({"outputFormat": "png"}, "outputFormat must be one of mp4, gif, webm"),
        ({"code": "x\ud800"}, "JSON body must be valid Unicode"),
        ({"metadata": "x\ud800"}, "JSON body must be valid Unicode"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(kodisc, changes, error):
    body = json.dumps(HELLO | changes)
    answer = kodisc.http.post("/api/v2/render", content=body)

    assert (answer.status_code, answer.json()) == (400, {"error": error, "message": error})
    assert not kodisc.jobs.jobs
    assert not kodisc.artifacts.bodies


@pytest.mark.parametrize("field", ["code", "className"])
def test_code_and_class_are_all_one_needs_and_both_are_needed(kodisc, field):
    body = {name: value for name, value in HELLO.items() if name != field}
    answer = kodisc.http.post("/api/v2/render", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"] == {"code": CODE, "className": CLASS}[field]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"code=x",
        b"[]",
        b'"x"',
        b"null",
        b"\xff\xfe",
        json.dumps(HELLO).encode("utf-16"),
        b'{"metadata": NaN}',
        b'{"metadata": [-Infinity]}',
        b'{"metadata": 1e999}',
        b'{"metadata": ' + b"9" * 5000 + b"}",
        b'{"metadata": ' + b"[" * 90_000,
    ],
)
def test_anything_but_a_json_object_of_finite_numbers_is_refused(kodisc, body):
    answer = kodisc.http.post("/api/v2/render", content=body)

    assert answer.status_code == 400
    assert answer.json()["error"] == "JSON body required"


@pytest.mark.parametrize("levels", [100, 400])
def test_a_body_too_deep_to_echo_is_refused(kodisc, levels):
    deep = b"[" * levels + b"]" * levels
    body = json.dumps(HELLO).encode()[:-1] + b', "metadata": ' + deep + b"}"
    answer = kodisc.http.post("/api/v2/render", content=body)

    assert answer.status_code == 400
    assert "nested" in answer.json()["error"]


finite = st.floats(allow_nan=False, allow_infinity=False)
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
leaves = (
    st.none() | st.booleans() | st.integers() | st.integers(10**15, 10**400) | finite | characters
)
anything = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(characters, inner))


@given(anything)
def test_metadata_of_any_type_comes_back_as_it_was(metadata):
    kodisc = Kodisc()
    job_id = kodisc.order(metadata=metadata)
    stored = kodisc.jobs.get(job_id)
    kodisc.jobs.jobs[job_id] = type(stored).model_validate_json(stored.model_dump_json())
    echoed = json.loads(kodisc.look(job_id).text)["metadata"]

    assert json.dumps(echoed) == json.dumps(metadata)


@pytest.mark.parametrize(
    "metadata", ["null", "0", "-0.0", '"é\\u0000"', "[[[]]]", "1e15", '{"": {}}']
)
def test_metadata_as_text_is_echoed_as_the_same_value(kodisc, metadata):
    body = json.dumps(HELLO)[:-1] + f', "metadata": {metadata}}}'
    job_id = kodisc.http.post("/api/v2/render", content=body).json()["jobId"]
    echoed = json.loads(kodisc.look(job_id).text)["metadata"]

    assert repr(echoed) == repr(json.loads(metadata))


def test_metadata_that_grows_beyond_the_limit_is_too_large(kodisc):
    body = json.dumps(HELLO)[:-1] + ', "metadata": [' + ",".join(["1e15"] * 30_000) + "]}"
    answer = kodisc.http.post("/api/v2/render", content=body)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("changes", "webhook"),
    [
        ({}, HOOK),
        ({"webhookUrl": None}, None),
        ({"webhookUrl": "https://other.example/hook?x=1"}, "https://other.example/hook?x=1"),
    ],
)
def test_a_webhook_is_the_keys_own_nobodys_or_the_one_named(kodisc, changes, webhook):
    job = kodisc.jobs.get(kodisc.order(**changes))

    assert job.webhook == webhook
    assert job.key == key_ids(kodisc.account.kodisc)


def test_a_failed_scene_is_an_answer_like_any_other(kodisc):
    job_id = kodisc.order()
    kodisc.fail(job_id, "Exception: x\n  line 4, in construct")
    answer = kodisc.look(job_id)

    assert answer.status_code == 200
    job = answer.json()
    assert (job["status"], job["result"], job["creditsCost"]) == ("failed", None, 0)
    assert "x" in job["error"]
    assert (job["durationMs"], job["completedAt"]) == (1000, "2026-11-21T12:00:00.000Z")


def unauthorised(answer):
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    return answer.content


def test_every_bad_key_gets_the_same_bytes(kodisc):
    headers = [
        {"Authorization": value}
        for value in (
            "",
            "Bearer",
            "Bearer ",
            "Bearer garbage",
            f"Basic {kodisc.account.kodisc}",
            f"Bearer {kodisc.account.kodisc[:-1]}",
            f"Bearer {kodisc.account.live}",
            f"Bearer {kodisc.account.test}",
            "Bearer kdsc_live_" + "0" * 48,
        )
    ]
    told = {unauthorised(kodisc.http.get("/api/v2/me", headers=h)) for h in headers}

    (body,) = told
    assert json.loads(body)["error"] == "unauthorized"


def test_a_kodisc_key_does_not_open_v1(kodisc):
    answer = kodisc.http.get("/api/v1/jobs")

    assert (answer.status_code, answer.json()) == (401, {"detail": "Invalid or missing API key"})


def test_unknown_foreign_and_other_apis_jobs_are_not_found_in_the_same_bytes(kodisc):
    mine = kodisc.order()
    v1 = kodisc.http.post(
        "/api/v1/jobs", json={"topic": "x"}, headers=kodisc.as_(kodisc.account.live)
    ).json()["id"]
    stranger = kodisc.as_(kodisc.stranger.kodisc)
    answers = [
        *(kodisc.look(job_id) for job_id in ("nope", v1, "a" * 3000, "%00", "..")),
        kodisc.look(mine, headers=stranger),
        kodisc.cancel(mine, headers=stranger),
        kodisc.cancel(v1),
        kodisc.cancel("nope"),
    ]
    found = [answer for answer in answers if answer.status_code != 404]

    assert not found
    assert {answer.json()["error"] for answer in answers} == {"not_found"}
    assert len({answer.content for answer in answers if "job" in answer.text}) == 1


def test_v1_shows_no_kodisc_job(kodisc):
    job_id = kodisc.order()
    live = kodisc.as_(kodisc.account.live)

    assert kodisc.http.get("/api/v1/jobs", headers=live).json() == []
    assert kodisc.http.get(f"/api/v1/jobs/{job_id}", headers=live).status_code == 404
    assert kodisc.jobs.get(job_id).dialect is Dialect.KODISC_V2


def test_without_credits_there_is_no_job(kodisc):
    kodisc.empty()
    answer = kodisc.post()

    assert (answer.status_code, answer.json()) == (
        402,
        {
            "error": "insufficient_credits",
            "message": "Not enough credits to start a render. Top up at /developer/billing.",
        },
    )
    assert not kodisc.jobs.jobs


def test_who_am_i(kodisc):
    me = kodisc.http.get("/api/v2/me").json()

    assert set(me) == {"userId", "keyId", "keyPrefix", "credits"}
    assert me["userId"] == kodisc.account.account_id
    assert re.fullmatch("key_[0-9a-f]{32}", me["keyId"])
    assert me["keyPrefix"] == kodisc.account.kodisc[:14]
    pockets = me["credits"]
    assert set(pockets) == {"paid", "free", "total"}
    assert pockets["total"] == pockets["paid"] + pockets["free"]


def padded(size):
    body = json.dumps(HELLO | {"padding": ""}).encode()
    return body[:-2] + b"x" * (size - len(body)) + b'"}'


@pytest.mark.parametrize(
    ("size", "headers", "status"),
    [
        (200_000, {}, 202),
        (200_001, {}, 413),
        (200_001, {"Content-Length": "100"}, 413),
        (1_000_000, {"Transfer-Encoding": "chunked"}, 413),
        (100, {"Content-Length": "200001"}, 413),
        (100, {"Content-Length": "9" * 5000}, 413),
    ],
)
def test_a_body_may_have_200_kb_whatever_its_headers_say(kodisc, size, headers, status):
    body = padded(size) if size > 1000 else json.dumps(HELLO).encode()
    content = iter([body]) if "Transfer-Encoding" in headers else body
    answer = kodisc.http.post("/api/v2/render", content=content, headers=headers)

    assert answer.status_code == status
    if status == 413:
        assert answer.json()["error"] == "payload_too_large"


def test_the_key_is_looked_at_before_the_size_and_the_size_before_the_json(kodisc):
    bad = kodisc.as_("garbage")
    huge = b"x" * 200_001
    kodisc.empty()

    assert kodisc.http.post("/api/v2/render", content=huge, headers=bad).status_code == 401
    assert kodisc.http.post("/api/v2/render", content=huge).status_code == 413
    assert kodisc.post(quality="8k").status_code == 400
    assert kodisc.post().status_code == 402


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/api/v2", 404, "not_found"),
        ("GET", "/api/v2/", 404, "not_found"),
        ("GET", "/api/v2/nope", 404, "not_found"),
        ("GET", "/api/v2/me/", 404, "not_found"),
        ("GET", "/api/v2/render", 405, "method_not_allowed"),
        ("DELETE", "/api/v2/render/x", 405, "method_not_allowed"),
        ("POST", "/api/v2/me", 405, "method_not_allowed"),
        ("GET", "/api/v2/render/x/cancel", 405, "method_not_allowed"),
    ],
)
def test_even_a_wrong_path_answers_in_the_dialect(kodisc, method, path, status, error):
    answer = kodisc.http.request(method, path)

    assert answer.status_code == status
    assert answer.json()["error"] == error
    assert set(answer.json()) == {"error", "message"}


def test_a_fault_of_ours_is_admitted_and_not_described(kodisc):
    kodisc.jobs.jobs = None
    answer = kodisc.look("x")

    assert answer.status_code == 500
    assert answer.json()["error"] == "internal_error"
    assert "NoneType" not in answer.text
