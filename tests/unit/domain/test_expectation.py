import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.expectation import (
    expected_seconds,
    kind_of_run,
    remaining_seconds,
    run_seconds,
)
from tests.builders import NOON, a_brief, a_job, a_scene_brief

EXPECTED = st.integers(1, 7200)
PERCENT = st.integers(0, 100)
ELAPSED = st.floats(0, 20_000)


def test_runs_like_it_are_those_of_the_same_course_effort_and_quality():
    assert kind_of_run(a_brief(effort="high"), "topic") == "topic/high/medium"
    assert kind_of_run(a_brief(), "rerender") == "rerender/medium/medium"
    assert kind_of_run(a_scene_brief(quality="twok"), "scene") == "scene/-/twok"


def test_what_is_expected_is_the_middle_of_what_was():
    assert expected_seconds([40, 50, 3000], "topic") == 50


def test_before_there_was_a_run_there_is_a_guess():
    assert expected_seconds([], "topic") > expected_seconds([], "rerender") > 0


def test_only_a_success_tells_how_long_a_run_takes():
    running = a_job().start(at=NOON)
    done = running.succeed(at=NOON.replace(minute=2), outputs=(), duration=1, warnings=())

    assert run_seconds(done) == 120
    assert run_seconds(running) is None
    assert run_seconds(running.fail("x", at=NOON)) is None


@given(EXPECTED)
def test_at_first_all_of_it_is_left(expected):
    assert remaining_seconds(expected, 0, 0) == expected


@given(EXPECTED, PERCENT, ELAPSED)
def test_what_is_left_is_never_negative_nor_more_than_it_ever_looked_like(
    expected, percent, elapsed
):
    assert 0 <= remaining_seconds(expected, percent, elapsed) <= max(expected, elapsed) + 1


@given(EXPECTED, PERCENT, PERCENT, ELAPSED)
def test_who_is_further_has_less_left(expected, one, other, elapsed):
    less, more = sorted((one, other))

    assert remaining_seconds(expected, more, elapsed) <= remaining_seconds(expected, less, elapsed)


@given(EXPECTED, st.floats(0, 1), st.floats(0, 1))
def test_a_job_on_schedule_counts_down(expected, one, other):
    early, late = sorted((one, other))

    def left(share):
        return remaining_seconds(expected, int(share * 100), share * expected)

    assert left(late) <= left(early)
    assert left(late) == pytest.approx(expected * (1 - late), abs=expected * 0.01 + 1)


@pytest.mark.parametrize(("percent", "elapsed", "left"), [(50, 120, 60), (90, 600, 60)])
def test_a_job_that_should_be_over_goes_on_at_its_own_pace(percent, elapsed, left):
    assert remaining_seconds(60, percent, elapsed) == left


def test_a_clock_that_is_behind_does_not_matter():
    assert remaining_seconds(60, 0, -5) == 60
