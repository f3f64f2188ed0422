"""What language models may spend on a job, call by call, in one thread and in many."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.application.happenings import Stamp
from studio.application.job_meter import JobMeter
from studio.domain.brief import in_mode
from studio.domain.budget import allowance
from studio.domain.credits import Hold
from studio.domain.errors import BudgetSpent
from studio.domain.expected_tokens import EXPECTED, SCENES, output
from studio.domain.models import PRICES, Model, Task, model_for
from studio.domain.prices import CREDIT, reserve
from studio.domain.timeline import Happening
from studio.domain.usage import usage
from tests.builders import a_brief, a_job, a_model_call, an_event
from tests.fakes import CountingRandomness, InMemoryJobs, SteppingClock

MODELS = get_args(Model)
EFFORTS = ("low", "medium", "high")
ASKED = {"low": 2_500, "medium": 4_000, "high": 12_000}
"""Tokens that a script and a scene ask for; everything else asks for fewer."""
DIALS = st.fixed_dictionaries(
    {
        "effort": st.sampled_from(EFFORTS),
        "model": st.sampled_from((None, *MODELS)),
        "narrator": st.sampled_from((None, "aria")),
        "quiz": st.booleans(),
    }
)


class Account:
    """One job, its timeline, and as many meters as functions work on it."""

    def __init__(self, *, rerender=False, mode="live", **asked):
        brief = in_mode(a_brief(**asked), mode)
        held = reserve(brief, rerender=rerender)
        hold = Hold(free=0, paid=held, month="2026-11", day="2026-11-21")
        self.job = a_job(brief=brief, hold=hold, rerender=rerender)
        self.jobs = InMemoryJobs()
        self.jobs.add(self.job, an_event())
        self.stamp = Stamp(SteppingClock(), CountingRandomness())

    def meter(self, among=1):
        return JobMeter(self.job, self.jobs, self.stamp, among)

    @property
    def spent(self):
        return usage(self.jobs.events(self.job.id)).nanodollars or 0

    def expect(self, meter, task, *, scene=None, cached=False):
        """A call that takes what the table says; raises `BudgetSpent`."""
        effort, model = self.job.topic.effort, model_for(task, self.job.topic.model)
        tokens = EXPECTED[task][effort]
        asked = ASKED[effort] if task in {"script", "scene"} else 6_000
        allowed = meter.allow(
            task, model, input_tokens=tokens.fresh + tokens.prefix, output_tokens=asked
        )
        call = a_model_call(
            task=task,
            model=model,
            scene=scene,
            input_tokens=tokens.fresh,
            cache_read_tokens=tokens.prefix if cached else 0,
            cache_write_tokens=0 if cached else tokens.prefix,
            output_tokens=min(output(task, effort, model), allowed.output_tokens),
            web_searches=tokens.searches,
            max_tokens=allowed.output_tokens,
        )
        meter.record(call)
        meter.free(allowed)
        return call

    def compose(self, meter):
        numbers = range(2, SCENES[self.job.topic.effort][1] + 1)
        self.expect(meter, "scene", scene=1)
        with ThreadPoolExecutor(8) as crowd:
            rest = crowd.map(lambda n: self.expect(meter, "scene", scene=n, cached=True), numbers)
            return list(rest)


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("model", [None, *MODELS])
def test_a_whole_run_fits_and_so_do_all_repairs_of_one_scene(effort, model):
    account = Account(effort=effort, model=model, quiz=True)
    if effort == "high":
        account.expect(account.meter(), "research")
    account.expect(account.meter(), "script")
    account.expect(account.meter(), "fact_check")
    account.compose(account.meter())
    account.expect(account.meter(), "quiz")
    for _ in range(3):
        account.expect(account.meter(), "repair", scene=1, cached=True)

    assert account.spent <= allowance(account.job)


def test_a_whole_run_of_a_test_key_fits():
    account = Account(mode="test")
    account.expect(account.meter(), "script")
    account.expect(account.meter(), "fact_check")
    calls = account.compose(account.meter())

    wanted = output("scene", "low", "claude-sonnet-4-6")
    assert [call.output_tokens for call in calls] == [wanted] * 3
    assert account.spent <= allowance(account.job) <= reserve(account.job.topic) * CREDIT


def test_a_rerender_s_hold_pays_for_its_scenes():
    account = Account(mode="test", rerender=True)
    account.compose(account.meter())

    assert account.spent <= allowance(account.job)


@given(DIALS, st.booleans())
def test_what_may_be_spent_is_never_more_than_is_held(dials, rerender):
    account = Account(rerender=rerender, **dials)

    assert 0 < allowance(account.job) <= account.job.hold.total * CREDIT


asked_of_models = st.fixed_dictionaries(
    {
        "task": st.sampled_from(get_args(Task)),
        "model": st.sampled_from(MODELS),
        "input_tokens": st.integers(0, 20_000),
        "output_tokens": st.integers(1, 30_000),
    }
)
answers = st.tuples(
    st.sampled_from(("input_tokens", "cache_read_tokens", "cache_write_tokens")), st.floats(0, 1)
)


@settings(max_examples=60, deadline=None)
@given(DIALS, st.lists(st.tuples(asked_of_models, answers), max_size=12), st.integers(1, 4))
def test_whatever_is_allowed_and_recorded_no_more_is_spent(dials, calls, threads):
    account = Account(**dials)
    meter = account.meter()

    def call(asked, answer):
        try:
            allowed = meter.allow(**asked)
        except BudgetSpent:
            return
        assert 0 < allowed.output_tokens <= asked["output_tokens"]
        how, share = answer
        took = {"input_tokens": 0, "output_tokens": round(share * allowed.output_tokens)}
        took[how] = asked["input_tokens"]
        meter.record(a_model_call(task=asked["task"], model=asked["model"], **took))
        meter.free(allowed)

    with ThreadPoolExecutor(threads) as crowd:
        list(crowd.map(lambda each: call(*each), calls))

    assert account.spent <= allowance(account.job) <= account.job.hold.total * CREDIT


def test_calls_that_are_under_way_count():
    account = Account()
    meter, price = account.meter(), PRICES["claude-sonnet-5-5"].output
    whole = allowance(account.job) // price
    first = meter.allow("scene", "claude-sonnet-5-5", input_tokens=0, output_tokens=whole)
    order = []

    def second():
        meter.allow("scene", "claude-sonnet-5-5", input_tokens=0, output_tokens=4_000)
        order.append("allowed")

    waiting = threading.Thread(target=second)
    waiting.start()
    order.append("free")
    meter.free(first)
    waiting.join()

    assert order == ["free", "allowed"]


def test_whoever_waited_for_money_that_was_spent_is_told_so():
    account = Account()
    meter, model = account.meter(), "claude-sonnet-5-5"
    whole = allowance(account.job) // PRICES[model].output
    first = meter.allow("scene", model, input_tokens=0, output_tokens=whole)
    refused = []

    def second():
        try:
            meter.allow("scene", model, input_tokens=0, output_tokens=4_000)
        except BudgetSpent as error:
            refused.append(str(error))

    waiting = threading.Thread(target=second)
    waiting.start()
    meter.record(a_model_call(model=model, input_tokens=0, output_tokens=whole))
    meter.free(first)
    waiting.join()

    (told,) = refused
    assert told == (
        "Of the credits held for this job, $0.000 are left for language models: too little for a "
        "scene."
    )


def test_of_little_that_is_left_the_second_gets_half():
    account = Account()
    meter, model = account.meter(), "claude-sonnet-5-5"
    left = allowance(account.job) // PRICES[model].output
    meter.allow("script", model, input_tokens=0, output_tokens=left - 6_000)
    shared = meter.allow("scene", model, input_tokens=0, output_tokens=8_000)

    assert shared.output_tokens == 3_000


def test_functions_that_work_side_by_side_cannot_spend_more_together_than_there_is():
    account = Account()
    model, three = "claude-haiku-5-5", [account.meter(among=3) for _ in range(3)]
    everything = allowance(account.job) // PRICES[model].output

    allowed = [
        meter.allow("repair", model, input_tokens=0, output_tokens=everything) for meter in three
    ]

    assert 0 < sum(each.cost for each in allowed) <= allowance(account.job)


def test_an_answer_that_would_be_cut_short_is_not_asked_for():
    account = Account()
    model = "claude-sonnet-5-5"
    left = allowance(account.job) // PRICES[model].output
    usual = output("scene", "medium", model)
    account.meter().record(a_model_call(model=model, input_tokens=0, output_tokens=left - usual))

    with pytest.raises(BudgetSpent):
        account.meter().allow("scene", model, input_tokens=0, output_tokens=4_000)


def test_what_another_function_recorded_counts():
    account = Account()
    mine, other = account.meter(), account.meter()
    mine.free(mine.allow("quiz", "claude-haiku-5-5", input_tokens=0, output_tokens=1_000))
    dear = allowance(account.job) // PRICES["claude-opus-5-5"].output
    other.record(a_model_call(model="claude-opus-5-5", input_tokens=0, output_tokens=dear))

    with pytest.raises(BudgetSpent):
        mine.allow("scene", "claude-opus-5-5", input_tokens=0, output_tokens=1_000)


def test_a_timeline_that_is_read_twice_counts_once():
    account = Account()
    account.meter().record(a_model_call())
    read = account.jobs.events
    account.jobs.events = lambda *which, **since: [*read(*which, **since)] * 2
    model = "claude-sonnet-5-5"
    left = (allowance(account.job) - 11_000_000) // PRICES[model].output
    allowed = account.meter().allow("script", model, input_tokens=0, output_tokens=left + 1)

    assert allowed.output_tokens == left


def test_searches_are_set_aside_before_anybody_searches():
    account = Account(effort="high")
    model = "claude-haiku-5-5"
    with_searches, without = (
        account.meter().allow(task, model, input_tokens=0, output_tokens=1_000).cost
        for task in ("research", "quiz")
    )

    assert with_searches - without == 5 * CREDIT


def test_a_call_is_on_the_timeline_with_its_price():
    account = Account()
    account.meter().record(a_model_call(scene=2))
    *_, event = account.jobs.events(account.job.id)

    assert event.happening is Happening.MODEL_CALLED
    assert event.detail["cost_nanodollars"] == 500 * 2_000 + 1_000 * 10_000
    assert (event.detail["task"], event.detail["scene"]) == ("scene", 2)
