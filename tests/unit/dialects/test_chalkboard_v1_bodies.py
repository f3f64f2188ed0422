"""Whatever is sent, the answer is a clean 4xx that does not repeat it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.dialects.chalkboard_v1.bodies import MAX_JSON_BYTES, Flawed, screen
from studio.dialects.strict_json import MAX_DEPTH
from tests.house import House

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def house():
    return House()


@pytest.fixture(scope="module")
def http(house):
    return house.client(house.create_account("mine").live)


@pytest.mark.parametrize(
    "body",
    [
        b'{"topic": "x", "speed": NaN}',
        b'{"topic": "x", "speed": Infinity}',
        b'{"topic": "x", "speed": 1e999}',
        b'{"topic": "x", "speed": ' + b"9" * 5000 + b"}",
        b'{"topic": "\\ud800"}',
        b'{"topic": "x", "\\udfff": 1}',
        b'{"topic": "a\\u0000b"}',
        b'{"topic": "\xff\xfe"}',
        b"{" + b'"a":{' * 200 + b"}" * 201,
        b'{"topic": "x", "urls": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xef\xbb\xbf{}",
        b"topic=x",
        b"{'topic': 'x'}",
        b'{"topic": "x"',
        b"\x00",
        b"[]",
        b"null",
        b"0",
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
@pytest.mark.parametrize("path", ["/jobs", "/jobs/estimate"])
def test_a_body_that_makes_no_sense_is_told_so(http, path, body):
    answer = http.post(f"/api/v1{path}", content=body, headers=JSON)

    assert answer.status_code == 422
    for found in answer.json()["detail"]:
        assert set(found) == {"loc", "msg", "type"}
        assert found["loc"][0] == "body"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "x"]
)
def test_another_type_of_content_is_no_json(http, kind):
    answer = http.post("/api/v1/jobs", content=b'{"topic": "x"}', headers={"Content-Type": kind})

    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/vnd.x+json"])
def test_every_type_of_json_is_json(http, kind):
    answer = http.post("/api/v1/jobs", content=b'{"topic": "x"}', headers={"Content-Type": kind})

    assert answer.status_code == 202


def test_json_without_a_type_is_taken_for_json(http):
    answer = http.post("/api/v1/jobs", content=b'{"topic": "x"}')

    assert answer.status_code == 202


def test_nothing_that_was_sent_is_sent_back(http):
    answer = http.post("/api/v1/jobs", json={"topic": "x" * 900_000, "effort": "y" * 1000})

    assert answer.status_code == 422
    assert len(answer.content) < 1000


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_has_a_limit(http, declared):
    body = json.dumps({"topic": "x", "more": "y" * MAX_JSON_BYTES}).encode()
    answer = http.post("/api/v1/jobs", content=body if declared else iter([body]), headers=JSON)

    assert answer.status_code == 413
    assert "/jobs/upload" in answer.json()["detail"]


def test_who_is_calling_is_asked_before_the_body_is_judged(http):
    answer = http.post(
        "/api/v1/jobs", content=b"{", headers={**JSON, "Authorization": "Bearer nobody"}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "content",
    [b"", b"--x", b"--x\r\n\r\n", b'--x\r\nContent-Disposition: form-data; name="topic"\r\n\r\n'],
)
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/"]
)
def test_a_broken_form_is_a_clean_refusal(http, content, kind):
    answer = http.post("/api/v1/jobs/upload", content=content, headers={"Content-Type": kind})

    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


def test_a_form_says_no_nul_either(http):
    answer = http.post("/api/v1/jobs/upload", data={"topic": "a\0b"})

    assert answer.status_code == 422


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner
            )
        ),
    )
)
def test_all_that_json_can_mean_passes(value):
    screen(json.dumps(value).encode())


@given(st.binary())
def test_whatever_else_is_refused_in_one_way(body):
    try:
        json.loads(body)
    except ValueError:
        with pytest.raises(Flawed):
            screen(body)


def test_the_depth_is_counted():
    screen(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    with pytest.raises(Flawed):
        screen(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))
