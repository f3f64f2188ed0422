"""What a job takes of vendors, as Chalkboard v1 tells it: call by call, and in all."""

import json
from typing import get_args

import pytest

from studio.dialects.chalkboard_v1.jobs.nodes import to_event
from studio.domain.brief import JobId
from studio.domain.ledger import settle_entry
from studio.domain.model_call import agent_of
from studio.domain.models import Task
from studio.domain.timeline import Happening
from tests.builders import a_call_event, a_model_call, an_event
from tests.house import House

CALL = {
    "agent": "manim_agent",
    "model": "claude-sonnet-5-5",
    "input_tokens": 500,
    "output_tokens": 1000,
    "cache_read_tokens": 0,
    "cache_write_tokens": 0,
    "web_searches": 0,
    "cost_usd": 0.011,
    "max_tokens": 8000,
    "stop_reason": "end_turn",
    "segment": 3,
}
NOTHING = {
    "input_tokens": 0,
    "output_tokens": 0,
    "cache_read_tokens": 0,
    "cache_write_tokens": 0,
    "web_searches": 0,
    "cost_usd": None,
    "tts_chars": None,
    "claude_calls": 0,
}


class Desk(House):
    def __init__(self) -> None:
        super().__init__()
        self.account = self.create_account("mine", email="mine@example.com")
        self.http = self.client(self.account.live)
        self.ordered = self.http.post("/api/v1/jobs", json={"topic": "hash tables"}).json()
        self.job_id = JobId(self.ordered["id"])
        self.advance.start(self.job_id)

    def call(self, **changes) -> None:
        call = a_model_call(**changes)
        detail = call.model_dump(mode="json") | {"cost_nanodollars": call.cost}
        self.jobs.record(self.job_id, self.stamp(Happening.MODEL_CALLED, **detail))

    @property
    def told(self):
        return self.http.get(f"/api/v1/jobs/{self.job_id}").json()


@pytest.fixture
def desk():
    return Desk()


def test_a_call_of_a_model_is_an_event_of_the_spec_s_node():
    told = to_event(a_call_event(scene=3))

    assert (told.node, told.updates) == ("usage", CALL)


def test_every_task_has_an_agent_and_every_happening_a_node():
    agents = {agent_of(task) for task in get_args(Task)}
    assert len(agents) == len(get_args(Task))
    assert {"research_agent", "fact_validator", "manim_agent", "code_validator"} < agents
    for happening in set(Happening) - {Happening.MODEL_CALLED}:
        assert to_event(an_event(happening=happening)).node


def test_a_new_job_took_nothing_and_has_no_price(desk):
    assert desk.ordered["totals"] == NOTHING
    assert desk.told["totals"] == NOTHING


def test_a_job_tells_what_its_calls_came_to(desk):
    desk.call()
    desk.call(cache_read_tokens=6000)
    spoken = desk.stamp(Happening.SCENE_VOICED, segment=1, seconds=2.0, chars=80)
    desk.jobs.record(desk.job_id, spoken)

    assert desk.told["totals"] == {
        "input_tokens": 1000,
        "output_tokens": 2000,
        "cache_read_tokens": 6000,
        "cache_write_tokens": 0,
        "web_searches": 0,
        "cost_usd": 0.0226,
        "tts_chars": 80,
        "claude_calls": 2,
    }


def test_a_call_that_ended_after_its_job_is_not_forgotten(desk):
    desk.advance.cancel(desk.job_id)
    desk.call()

    assert desk.told["totals"]["claude_calls"] == 1
    assert [event["node"] for event in desk.told["events"]].count("usage") == 0


def test_a_page_of_jobs_reads_no_timelines_and_tells_no_totals(desk):
    desk.call()
    assert [job["totals"] for job in desk.http.get("/api/v1/jobs").json()] == [None]


@pytest.mark.parametrize("end", ["cancel", "fail"])
def test_the_settlement_says_what_the_job_took_however_it_ended(desk, end):
    desk.call()
    how = {"stage": "x", "error": "States.Timeout", "cause": ""} if end == "fail" else {}
    getattr(desk.advance, end)(desk.job_id, **how)
    entries = {entry.id: entry for entry in desk.ledger.entries(desk.account.account_id)}
    took = entries[settle_entry(desk.job_id)].usage

    assert (took.calls, took.output_tokens, took.nanodollars) == (1, 1000, 11_000_000)


def test_an_owner_s_export_says_it_too(desk):
    desk.call()
    desk.advance.cancel(desk.job_id)
    person = desk.accounts.account(desk.account.account_id).person
    session = desk.client(desk.sign_ins.token_of(person))
    exported = json.loads(session.get("/api/account/export").text)

    usages = [entry["usage"] for entry in exported["ledger"] if entry["id"].startswith("settle#")]
    assert [usage["nanodollars"] for usage in usages] == [11_000_000]
