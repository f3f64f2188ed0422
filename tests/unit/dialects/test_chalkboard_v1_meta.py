"""What anybody may ask, what a job's log says, and what a test key changes in silence."""

from typing import get_args

import pytest

from studio import __version__
from studio.adapters.polly import NARRATORS as VOICES
from studio.domain import context
from studio.domain.models import PRICES, Model, Task, price_class
from studio.domain.narrators import NARRATORS
from tests.wire.furnished import furnished

FORCED = {
    "effort": "low",
    "quality": "low",
    "qa_density": "zero",
    "model": "claude-sonnet-4-6",
    "quiz": False,
    "burn_captions": False,
}
DEAR = {
    "topic": "x",
    "effort": "high",
    "quality": "high",
    "qa_density": "high",
    "quiz": True,
    "burn_captions": True,
}


@pytest.fixture(scope="module")
def ada():
    return furnished()[0]


@pytest.fixture(scope="module")
def job_id(ada):
    return ada.film()


def test_meta_needs_no_key_and_no_database(ada, monkeypatch):
    for kept in (ada.house.accounts, ada.house.jobs):
        monkeypatch.setattr(type(kept), "__getattribute__", None)
    answer = ada.http.get("/api/meta", headers={"Authorization": ""})

    assert answer.status_code == 200
    told = answer.json()
    assert told["version"] == __version__
    assert told["limits"] == {"requests_per_minute": 60, "credits_per_day": 1000}
    assert told["upload"]["total_limit"] == context.MAX_TOTAL_BYTES
    assert {"docx", "pdf"} == set(told["upload"]["other_extensions"])


def test_the_defaults_are_choices(ada):
    told = ada.http.get("/api/meta").json()
    for name, choices in told["choices"].items():
        default = told["defaults"].get(name)
        assert default is None or default in choices or name == "speed", name
    assert told["defaults"]["narrator"] in {narrator["id"] for narrator in told["narrators"]}


def test_every_narrator_has_a_voice():
    assert {narrator.id for narrator in NARRATORS} == set(VOICES)


def test_models_are_told_with_what_they_do_by_default(ada):
    told = ada.http.get("/api/meta").json()
    models = {model["id"]: model for model in told["models"]}

    assert list(models) == told["choices"]["model"]
    assert models["claude-haiku-5-5"] == {
        "id": "claude-haiku-5-5",
        "label": "Claude Haiku 5.5",
        "price_class": "low",
        "default_for": ["fact_check", "visual_qa", "quiz"],
    }
    tasks = [task for model in models.values() for task in model["default_for"]]
    assert sorted(tasks) == sorted(get_args(Task))


def test_a_dearer_class_is_a_dearer_price():
    classes = ("low", "standard", "high")
    by_price = sorted(PRICES, key=lambda model: PRICES[model].output)

    ranks = [classes.index(price_class(model)) for model in by_price]
    assert ranks == sorted(ranks)


def test_there_are_six_templates_and_three_paces_to_choose(ada):
    told = ada.http.get("/api/meta").json()["choices"]
    assert (len(told["template"]), told["pace"]) == (6, ["relaxed", "normal", "brisk"])


def test_another_model_is_refused_with_the_names_of_those_that_there_are(ada):
    answer = ada.http.post("/api/v1/jobs", json={"topic": "x", "model": "gpt-4"})

    assert answer.status_code == 422
    (why,) = answer.json()["detail"]
    assert why["loc"] == ["body", "model"]
    assert all(model in why["msg"] for model in get_args(Model))


@pytest.mark.parametrize("model", get_args(Model))
def test_a_request_s_model_changes_the_estimate(ada, model):
    usual, chosen = (
        ada.http.post("/api/v1/jobs/estimate", json={"topic": "x", "model": m}).json()
        for m in (None, model)
    )

    assert usual["high"] != chosen["high"]


def test_a_log_has_a_line_for_each_event(ada, job_id):
    job = ada.http.get(f"/api/v1/jobs/{job_id}").json()
    text = ada.http.get(f"/api/v1/jobs/{job_id}/log")
    told = ada.http.get(f"/api/v1/jobs/{job_id}/log?format=json").json()

    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    first, *_, last = text.text.splitlines()
    assert first.endswith("Z [init] status=pending stage=queued progress=0")
    assert "status=completed" in last
    assert [line["node"] for line in told["lines"]] == [event["node"] for event in job["events"]]
    assert (told["job_id"], told["status"]) == (job_id, "completed")


@pytest.mark.parametrize("asked", ["xml", "", "TEXT"])
def test_a_log_of_another_format_is_refused(ada, job_id, asked):
    answer = ada.http.get(f"/api/v1/jobs/{job_id}/log?format={asked}")

    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["query", "format"])


def test_a_job_begins_with_what_the_public_page_shows(ada, job_id):
    job = ada.http.get(f"/api/v1/jobs/{job_id}").json()

    shown = ["id", "status", "topic", "events", "error", "output_files", "created_at", "mode"]
    assert list(job)[: len(shown)] == shown
    (listed,) = [one for one in ada.http.get("/api/v1/jobs").json() if one["id"] == job_id]
    assert listed == job | {"events": [], "totals": None}


@pytest.mark.parametrize("field", FORCED)
def test_a_test_key_forces_every_dial_on_create_and_upload(field):
    ada, _ = furnished()
    http = ada.house.client(ada.test_key)
    fields = {name: str(value) for name, value in DEAR.items()}
    for job in (
        http.post("/api/v1/jobs", json=DEAR).json(),
        http.post("/api/v1/jobs/upload", data=fields).json(),
    ):
        assert (job["mode"], job[field]) == ("test", FORCED[field])


def test_a_test_key_is_quoted_the_price_of_what_it_forces():
    ada, _ = furnished()
    http = ada.house.client(ada.test_key)
    dear, cheap = (
        http.post("/api/v1/jobs/estimate", json=body).json() for body in (DEAR, {"topic": "x"})
    )

    assert dear == cheap
    assert dear["mode"] == "test"
    live = ada.http.post("/api/v1/jobs/estimate", json=DEAR).json()
    assert live["high"] > 2 * dear["high"]
