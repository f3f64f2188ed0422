"""Which pictures of a video are looked at."""

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.looking import MOST_PICTURES, frames_to_look_at
from studio.domain.render import Format
from tests.builders import a_render_plan, a_segment_plan

HD = Format(width=1280, height=720, fps=30)
lengths = st.lists(st.floats(0.1, 90), min_size=1, max_size=30)
densities = st.sampled_from(["normal", "high"])


def lasting(*seconds):
    segments = [
        a_segment_plan(n, frames=max(1, round(each * HD.fps))) for n, each in enumerate(seconds, 1)
    ]
    return a_render_plan(*segments, format=HD)


def times(plan, density, only=None):
    return [(spot.seconds, spot.scene) for spot in frames_to_look_at(plan, density, only)]


def test_short_scenes_are_looked_at_just_before_they_end_and_the_first_at_its_start():
    assert times(lasting(2, 3), "normal") == [(0.5, 1), (1.7, 1), (4.7, 2)]


def test_long_ones_in_the_middle_too():
    assert times(lasting(2, 10), "normal") == [(0.5, 1), (1.7, 1), (7.0, 2), (11.7, 2)]


def test_nobody_looks_at_density_zero():
    assert frames_to_look_at(lasting(10, 10), "zero") == ()


def test_a_higher_density_is_more_pictures_of_a_longer_video():
    plan = lasting(*[10] * 9)

    assert [len(frames_to_look_at(plan, density)) for density in ("normal", "high")] == [9, 9]
    plan = lasting(*[60] * 9)
    assert [len(frames_to_look_at(plan, density)) for density in ("normal", "high")] == [10, 19]


@given(lengths, densities)
def test_every_picture_is_of_its_scene_and_never_of_the_end(seconds, density):
    plan = lasting(*seconds)
    ends, passed = {}, 0
    for segment in plan.segments:
        ends[segment.number] = (passed / HD.fps, (passed + segment.frames) / HD.fps)
        passed += segment.frames

    spots = frames_to_look_at(plan, density)

    assert 0 < len(spots) <= MOST_PICTURES
    assert spots == tuple(sorted(spots, key=lambda spot: spot.seconds))
    for spot in spots:
        start, end = ends[spot.scene]
        assert start - 0.001 <= spot.seconds < end


@given(lengths, densities)
def test_every_scene_is_seen_where_the_density_allows(seconds, density):
    seen = {spot.scene for spot in frames_to_look_at(lasting(*seconds), density)}

    assert len(seen) >= min(len(seconds), 10)


@given(lengths, densities, st.sets(st.integers(1, 30)))
def test_after_a_repair_only_the_changed_scenes_are_looked_at(seconds, density, only):
    seen = {spot.scene for spot in frames_to_look_at(lasting(*seconds), density, only)}

    assert seen <= only
    assert len(seen) >= min(len(only & set(range(1, len(seconds) + 1))), 10)
