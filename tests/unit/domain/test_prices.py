import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.brief import SceneBrief
from studio.domain.prices import (
    SCENE_RESERVE,
    billable_seconds,
    milliseconds,
    price,
    render_price,
    reserve,
)
from tests.builders import a_brief

QUALITIES = ("low", "medium", "high", "twok", "fourk")


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
def test_a_second_costs_what_the_table_says_rounded_up(quality, seconds, credits_):
    assert render_price(quality, seconds) == credits_


@pytest.mark.parametrize("quality", QUALITIES)
def test_no_render_is_for_nothing(quality):
    assert render_price(quality, 0) == 1


@given(st.sampled_from(QUALITIES), st.integers(0, 10_000_000))
def test_prices_are_exact_to_the_millisecond(quality, thousandths):
    hundredths = {"low": 100, "medium": 225, "high": 400, "twok": 700, "fourk": 1400}[quality]
    charged = render_price(quality, thousandths / 1000)

    assert milliseconds(thousandths / 1000) == thousandths
    assert charged == max(1, math.ceil(thousandths * hundredths / 100_000))


@pytest.mark.parametrize("seconds", [-0.1, math.nan, math.inf])
def test_what_is_no_length_of_time_has_no_price(seconds):
    with pytest.raises(ValueError, match="no length of time"):
        render_price("low", seconds)


@pytest.mark.parametrize(
    ("measured", "billed"), [(3.0, 3.0), (11.0, 10.0), (math.inf, 10.0), (-1.0, 0.0), (math.nan, 0)]
)
def test_nobody_is_billed_more_time_than_our_clock_saw(measured, billed):
    assert billable_seconds(measured, at_most=10.0) == billed
    assert billable_seconds(measured, at_most=-1.0) == 0


def test_every_format_of_a_scene_costs_the_same_and_other_jobs_are_not_metered():
    for output_format in ("mp4", "gif", "webm", "png"):
        scene = SceneBrief(class_name="A", output_format=output_format)
        assert (reserve(scene), price(scene, 18.42)) == (SCENE_RESERVE, 42)
    assert (reserve(a_brief()), price(a_brief(), 100)) == (0, 0)
