import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.brief import ContextFile, SceneBrief, in_mode
from studio.domain.expected_tokens import composing, research, writing
from studio.domain.prices import (
    CREDIT,
    SCENE_RESERVE,
    Used,
    bill,
    billable_seconds,
    estimate,
    expected,
    milliseconds,
    needed,
    reserve,
    scene_charge,
    topic_charge,
)
from tests.builders import a_brief

QUALITIES = ("low", "medium", "high", "twok", "fourk")
DIALS = {
    "effort": ("low", "medium", "high"),
    "model": ("claude-haiku-5-5", None, "claude-opus-5-5"),
    "quality": ("low", "medium", "high"),
    "qa_density": ("zero", "normal", "high"),
    "narrator": (None, "aria"),
    "quiz": (False, True),
    "burn_captions": (False, True),
}
"""From the cheapest to the dearest."""
OTHERS = {"pace": ("brisk", "normal", "relaxed"), "speed": (4.0, 1.15, 1.0, 0.25)}
ALL = [dict(zip(DIALS, values, strict=True)) for values in itertools.product(*DIALS.values())]
TEST_MODE = in_mode(a_brief(), "test").model_dump(include=DIALS.keys() - {"narrator"})
A_CREDIT_A_DAY = 1000

ANY_MODEL = {"model": (*DIALS["model"], "claude-sonnet-4-6")}

dials = st.fixed_dictionaries(
    {name: st.sampled_from(v) for name, v in (DIALS | ANY_MODEL | OTHERS).items()}
)
shares = st.floats(0, 1)
made = st.builds(
    Used,
    script=st.booleans(),
    research=st.booleans(),
    narration=st.floats(0, 5000),
    scenes=st.booleans(),
    video=st.floats(0, 5000),
    visual_qa=st.booleans(),
    quiz=st.booleans(),
)


def between(brief, share, **done):
    """A run of some expected length."""
    short, long = expected(brief, 0), expected(brief, 1)
    return short._replace(
        narration=short.narration + share * (long.narration - short.narration),
        video=short.video + share * (long.video - short.video),
        **done,
    )


def typical(brief):
    everything = between(brief, 0.5, visual_qa=True, quiz=True)
    return topic_charge(brief, everything, hold=reserve(brief))


@pytest.mark.parametrize(
    ("quality", "seconds", "credits_"),
    [
        ("low", 10, 10),
        ("low", 10.001, 11),
        ("medium", 18.42, 42),
        ("medium", 4, 9),
        ("high", 2.5, 10),
        ("twok", 3, 21),
        ("fourk", 60, 840),
    ],
)
def test_a_second_of_a_scene_costs_what_the_table_says_rounded_up(quality, seconds, credits_):
    assert scene_charge(quality, seconds) == credits_


@pytest.mark.parametrize("quality", QUALITIES)
def test_no_scene_is_for_nothing(quality):
    assert scene_charge(quality, 0) == 1


@given(st.sampled_from(QUALITIES), st.integers(0, 10_000_000))
def test_prices_are_exact_to_the_millisecond(quality, thousandths):
    hundredths = {"low": 100, "medium": 225, "high": 400, "twok": 700, "fourk": 1400}[quality]
    charged = scene_charge(quality, thousandths / 1000)

    assert milliseconds(thousandths / 1000) == thousandths
    assert charged == max(1, math.ceil(thousandths * hundredths / 100_000))


@pytest.mark.parametrize("seconds", [-0.1, math.nan, math.inf])
def test_what_is_no_length_of_time_has_no_price(seconds):
    with pytest.raises(ValueError, match="no length of time"):
        scene_charge("low", seconds)
    with pytest.raises(ValueError, match="no length of time"):
        bill(a_brief(), Used(narration=seconds))
    with pytest.raises(ValueError, match="no length of time"):
        bill(a_brief(), Used(video=seconds))


@pytest.mark.parametrize(
    ("measured", "billed"), [(3.0, 3.0), (11.0, 10.0), (math.inf, 10.0), (-1.0, 0.0), (math.nan, 0)]
)
def test_nobody_is_billed_more_time_than_our_clock_saw(measured, billed):
    assert billable_seconds(measured, at_most=10.0) == billed
    assert billable_seconds(measured, at_most=-1.0) == 0


@pytest.mark.parametrize("output_format", ["mp4", "gif", "webm", "png"])
@pytest.mark.parametrize("quality", QUALITIES)
def test_every_scene_sets_the_same_aside(output_format, quality):
    scene = SceneBrief(class_name="A", output_format=output_format, quality=quality)
    assert reserve(scene) == SCENE_RESERVE


def test_a_day_of_credits_is_about_27_live_runs_or_110_of_a_test_key():
    live = typical(a_brief())
    test = typical(a_brief(**TEST_MODE))

    assert (live, test) == (37, 9)
    assert (A_CREDIT_A_DAY // live, A_CREDIT_A_DAY // test) == (27, 111)


@given(dials, shares, st.booleans(), st.booleans(), st.booleans())
def test_a_run_of_expected_length_costs_what_was_estimated(chosen, share, qa, quiz, rerender):
    brief = a_brief(**chosen)
    quoted = estimate(brief, rerender=rerender)
    used = between(brief, share, visual_qa=qa, quiz=quiz)

    charged = topic_charge(brief, used, hold=quoted.high, rerender=rerender)
    assert quoted.low <= charged <= quoted.high
    assert charged == sum(bill(brief, used, rerender=rerender).values())


@given(dials, made, st.booleans())
def test_nothing_costs_more_than_was_set_aside_or_less_than_nothing(chosen, used, rerender):
    brief = a_brief(**chosen)
    hold = reserve(brief, rerender=rerender)

    assert 0 <= topic_charge(brief, used, hold=hold, rerender=rerender) <= hold


@pytest.mark.parametrize("chosen", ALL)
def test_no_dial_turned_up_makes_a_run_cheaper(chosen):
    now = estimate(a_brief(**chosen))
    for dial, values in DIALS.items():
        higher = values[values.index(chosen[dial]) + 1 :]
        for value in higher:
            dearer = estimate(a_brief(**chosen | {dial: value}))
            assert now.low <= dearer.low
            assert now.high <= dearer.high


@given(dials, made, made)
def test_whoever_used_more_does_not_pay_less(chosen, one, other):
    brief = a_brief(**chosen)
    more = Used(*(max(pair) for pair in zip(one, other, strict=True)))

    assert sum(bill(brief, one).values()) <= sum(bill(brief, more).values())


@given(dials)
def test_test_mode_is_never_dearer_than_what_the_same_key_forces_away(chosen):
    """But for the cheapest model, which nobody has by default."""
    live = a_brief(**chosen)
    test = in_mode(live, "test")
    quoted, forced = estimate(live), estimate(test)

    assert forced.low <= quoted.low
    assert typical(test) <= typical(live)
    assert forced.high <= quoted.high or live.model == "claude-haiku-5-5"


@given(dials, st.booleans())
def test_the_lines_of_an_estimate_add_up(chosen, rerender):
    quoted = estimate(a_brief(**chosen), rerender=rerender)

    assert sum(line.low for line in quoted.breakdown) == quoted.low
    assert sum(line.high for line in quoted.breakdown) == quoted.high
    assert all(line.low <= line.high for line in quoted.breakdown)


@given(dials)
def test_a_rerender_pays_for_scenes_and_pictures_alone(chosen):
    brief = a_brief(**chosen)
    again, whole = estimate(brief, rerender=True), estimate(brief)
    lines = {line.item: line for line in whole.breakdown}

    assert {line.item for line in again.breakdown} <= {"scenes", "render", "visual_qa", "captions"}
    assert all(lines[line.item].low == line.low for line in again.breakdown)
    assert again.high < whole.high


@pytest.mark.parametrize("narrator", ["aria", "milo", "reid", "grace"])
def test_a_premium_narrator_costs_more_and_any_other_what_the_default_does(narrator):
    premium, default = (estimate(a_brief(narrator=n)).high for n in (narrator, None))
    assert premium > default
    assert estimate(a_brief(narrator="alloy")).high == default


def test_only_what_was_done_is_billed():
    brief = a_brief(effort="high", quiz=True, burn_captions=True)

    assert bill(brief, Used()) == {}
    assert set(bill(brief, Used(script=True))) == {"script"}
    assert set(bill(brief, Used(research=True, narration=3))) == {"research", "voice"}
    assert set(bill(brief, Used(scenes=True, video=60))) == {"scenes", "render", "captions"}
    everything = expected(brief, 1)._replace(visual_qa=True, quiz=True)
    assert sum(bill(brief, everything).values()) == estimate(brief).high


def test_what_a_caller_attaches_is_paid_for_by_its_size():
    attached = (ContextFile(name="a", size=256 * 1024), ContextFile(name="b", size=1))
    brief = a_brief(context=attached, urls=("https://example.com",), github=("a/b",))

    assert bill(brief, Used(script=True))["context"] == 4


@pytest.mark.parametrize("effort", ["low", "medium", "high"])
def test_a_larger_model_costs_visibly_more(effort):
    cheap, usual, dear = (typical(a_brief(effort=effort, model=m)) for m in DIALS["model"])

    assert cheap < usual
    assert usual * 1.5 < dear


@given(dials, st.booleans())
def test_a_hold_pays_for_the_models_of_a_whole_run_and_three_repairs(chosen, rerender):
    brief = a_brief(**chosen)

    assert needed(brief, rerender=rerender) <= reserve(brief, rerender=rerender) * CREDIT


@given(dials)
def test_nobody_but_a_test_key_pays_less_than_models_are_expected_to_take(chosen):
    brief = a_brief(**chosen)
    forced = (brief.effort, brief.model) == ("low", "claude-sonnet-4-6")
    items = bill(brief, expected(brief, 1))
    made = sum(items.get(item, 0) for item in ("script", "research", "scenes"))
    listed = writing(brief.effort, brief.model) + composing(brief.effort, brief.model)
    listed += research(brief.effort, brief.model)

    assert made * CREDIT >= (0 if forced else 2 * listed)


def test_an_item_costs_what_its_models_take_times_a_margin_rounded_up():
    items = bill(a_brief(), expected(a_brief(), 1)._replace(visual_qa=True))
    listed = {"script": writing("medium", None), "scenes": composing("medium", None)}

    for item, nanodollars in listed.items():
        assert items[item] == -(-nanodollars * 240 // (100 * CREDIT))
    assert items["visual_qa"] == 1


def test_pictures_are_paid_for_by_their_number():
    dear = a_brief(model="claude-opus-5-5", qa_density="high")
    short, long = (bill(dear, Used(video=s, visual_qa=True))["visual_qa"] for s in (60, 300))

    assert short < long
