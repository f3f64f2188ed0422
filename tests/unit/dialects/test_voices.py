"""Who reads, and how they sound: for anybody, at both prefixes."""

import io
import wave
from typing import get_args

import pytest

from studio.adapters.espeak import EspeakVoice
from studio.application.sample_voice import SampleVoice
from studio.domain.brief import Template
from studio.domain.errors import NarratorNotFound
from studio.domain.narrators import DEFAULT_NARRATOR, NARRATORS
from tests.fakes import InMemoryArtifacts
from tests.house import House
from tests.wire.furnished import furnished

PREFIXES = pytest.mark.parametrize("prefix", ["/api/v1", "/api"])


@pytest.fixture
def house():
    return House()


@pytest.fixture
def http(house):
    http = house.client("")
    del http.headers["Authorization"]
    return http


@PREFIXES
def test_the_voices_are_told_without_a_key_and_without_a_database(house, http, prefix, monkeypatch):
    for kept in (house.accounts, house.jobs, house.artifacts):
        monkeypatch.setattr(type(kept), "__getattribute__", None)

    answer = http.get(f"{prefix}/voices")

    assert answer.status_code == 200
    told = answer.json()["voices"]
    assert [voice["id"] for voice in told] == [narrator.id for narrator in NARRATORS]
    assert [voice["id"] for voice in told if voice["default"]] == [DEFAULT_NARRATOR.id]
    assert sum(voice["premium"] for voice in told) == 4
    assert told[1] == {
        "id": "aria",
        "label": "Aria",
        "tagline": "Warm and lively, as if across a table.",
        "premium": True,
        "backend": "espeak",
        "available": True,
        "sample_url": "/api/v1/voices/aria/sample",
        "default": False,
    }
    assert "Deprecation" not in answer.headers


@PREFIXES
def test_a_sample_is_a_recording_that_may_be_kept(house, http, prefix):
    house.artifacts.bodies["voices/espeak/milo.wav"] = b"RIFF"

    answer = http.get(f"{prefix}/voices/milo/sample")

    assert (answer.status_code, answer.content) == (200, b"RIFF")
    assert answer.headers["Content-Type"] == "audio/wav"
    assert "max-age" in answer.headers["Cache-Control"]
    assert house.sample_orders.asked == []


@PREFIXES
@pytest.mark.parametrize("name", ["nobody", "ALLOY", "..", "aria.wav", "é"])
def test_a_voice_that_nobody_has_is_not_found_and_costs_nothing(house, http, prefix, name):
    answer = http.get(f"{prefix}/voices/{name}/sample")

    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}
    assert house.sample_orders.asked == []


def test_the_first_to_ask_has_it_spoken_and_comes_again(house, http):
    first = http.get("/api/v1/voices/reid/sample")
    again = http.get("/api/v1/voices/reid/sample")

    for answer in (first, again):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert "spoken for the first time" in answer.json()["detail"]
    assert house.sample_orders.asked == ["reid"], "whoever hurries does not have it spoken twice"

    SampleVoice(house.artifacts, lambda text, narrator: b"RIFF", "espeak")("reid")
    assert http.get("/api/v1/voices/reid/sample").status_code == 200


def test_a_sample_that_never_came_is_asked_for_again_after_a_while(house, http):
    http.get("/api/v1/voices/reid/sample")
    for _ in range(40):
        house.clock.now()
    http.get("/api/v1/voices/reid/sample")

    assert house.sample_orders.asked == ["reid", "reid"]


def test_a_sample_is_spoken_once_and_stored_where_no_account_has_its_files():
    artifacts, spoken = InMemoryArtifacts(), []

    def speak(text, narrator):
        spoken.append(narrator)
        return EspeakVoice().speak(text, narrator=narrator).audio

    sample = SampleVoice(artifacts, speak, "espeak")
    assert [sample("grace"), sample("grace")] == [True, False]

    assert spoken == ["grace"]
    (key,) = artifacts.bodies
    assert key == "voices/espeak/grace.wav"
    with wave.open(io.BytesIO(artifacts.bodies[key])) as recording:
        assert 3 < recording.getnframes() / recording.getframerate() < 10


@pytest.mark.parametrize("name", ["", "nobody", "../jobs/x"])
def test_nothing_but_a_narrators_sample_is_ever_spoken(name):
    artifacts = InMemoryArtifacts()

    with pytest.raises(NarratorNotFound):
        SampleVoice(artifacts, lambda text, narrator: b"RIFF", "espeak")(name)

    assert not artifacts.bodies


@pytest.mark.parametrize("order", ["jobs", "jobs/upload"])
@pytest.mark.parametrize("kind", ["live", "test"])
@pytest.mark.parametrize(
    ("field", "value", "choices"),
    [
        ("narrator", "nobody", [narrator.id for narrator in NARRATORS]),
        ("narrator", "Alloy", [narrator.id for narrator in NARRATORS]),
        ("template", "poem", list(get_args(Template))),
    ],
)
def test_what_nobody_offers_is_refused_with_what_there_is(order, kind, field, value, choices):
    ada, _ = furnished()
    http = ada.http if kind == "live" else ada.house.client(ada.test_key)
    body = "json" if order == "jobs" else "data"

    answer = http.post(f"/api/v1/{order}", **{body: {"topic": "x", field: value}})

    assert answer.status_code == 422
    (error,) = answer.json()["detail"]
    assert error["loc"][-1] == field
    assert all(f"'{choice}'" in error["msg"] for choice in choices)
    assert ada.house.jobs.jobs == {}


@pytest.mark.parametrize("narrator", [narrator.id for narrator in NARRATORS])
def test_a_test_key_is_read_to_by_whom_it_names(narrator):
    ada, _ = furnished()

    job = ada.house.client(ada.test_key).post(
        "/api/v1/jobs", json={"topic": "x", "narrator": narrator}
    )

    assert (job.status_code, job.json()["mode"], job.json()["narrator"]) == (202, "test", narrator)
