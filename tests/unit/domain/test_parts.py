"""How a long video is dealt out, and how far its parts are together."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.parts import MOST_PARTS, parts, together
from studio.domain.render import Format, RenderManifest
from tests.builders import a_progress, a_render_plan, a_segment_plan

HD = Format(width=1920, height=1080, fps=30)
lengths = st.lists(st.integers(1, 9000), min_size=1, max_size=40)


def of_length(*frames, format_=HD):
    segments = [a_segment_plan(n, frames=each) for n, each in enumerate(frames, 1)]
    return a_render_plan(*segments, format=format_)


@given(lengths, st.integers(1, 200_000))
def test_every_segment_is_filmed_once_and_in_order(frames, megapixels):
    dealt = parts(of_length(*frames), megapixels)

    assert list(chain(*dealt)) == list(range(1, len(frames) + 1))
    assert 1 <= len(dealt) <= MOST_PARTS
    assert all(dealt)


@given(lengths, st.integers(1, 200_000))
def test_parts_differ_from_an_equal_share_by_less_than_the_longest_segment(frames, megapixels):
    plan = of_length(*frames)
    megapixel_frames = 1920 * 1080 * plan.frames / 1_000_000
    share = plan.frames / min(MOST_PARTS, max(1, -(-megapixel_frames // megapixels)))

    for part in parts(plan, megapixels):
        assert abs(sum(frames[number - 1] for number in part) - share) <= max(frames)


def test_ten_minutes_of_full_hd_are_one_tasks_work_and_eleven_are_not():
    minute = 60 * 30

    assert len(parts(of_length(*[minute] * 10), 37_500)) == 1
    assert parts(of_length(*[minute] * 11), 37_500) == (
        tuple(range(1, 6)),
        tuple(range(6, 12)),
    )


def test_larger_pictures_are_more_work():
    small = Format(width=854, height=480, fps=15)
    frames = [60 * 30] * 20

    assert len(parts(of_length(*frames, format_=small), 37_500)) == 1
    assert len(parts(of_length(*frames), 37_500)) == 2


def test_one_long_segment_stays_whole():
    assert parts(of_length(100_000), 1) == ((1,),)
    assert parts(of_length(100_000, 1), 1) == ((1,), (2,))


def test_the_parts_frames_are_added_up_over_the_frames_of_the_film():
    film = {"frames": 200, "segments": 4, "parts": 3}
    half = a_progress(frames_done=50, segments_done=1, **film)
    ended = a_progress(frames_done=50, segments_done=1, status="done", sequence=9, **film)

    assert together([half]).percent == 95 // 4
    both = together([half, ended])
    assert (both.status, both.frames_done, both.segments_done) == ("running", 100, 2)
    assert both.percent == 47


@given(st.lists(st.integers(0, 500), min_size=1, max_size=MOST_PARTS))
def test_until_they_are_joined_parts_are_never_the_whole_film(frames):
    told = [a_progress(frames_done=each, frames=500, parts=MOST_PARTS) for each in frames]

    assert together(told).percent <= 95


def test_a_manifest_without_a_share_is_still_read():
    manifest = RenderManifest(
        plan=of_length(5), inputs={}, outputs={}, progress="https://p", report="https://r"
    )

    old = manifest.model_dump(mode="json", exclude={"share"})
    assert RenderManifest.model_validate(old) == manifest


@given(lengths, st.integers(1, 200_000), st.sets(st.integers(1, 40)))
def test_nobody_films_what_is_kept(frames, megapixels, kept):
    dealt = parts(of_length(*frames), megapixels, kept)

    assert list(chain(*dealt)) == [n for n, _ in enumerate(frames, 1) if n not in kept]
    assert 1 <= len(dealt) <= MOST_PARTS


def test_only_what_is_missing_makes_a_film_long():
    minute = 60 * 30

    assert parts(of_length(*[minute] * 11), 37_500, {3}) == ((1, 2, *range(4, 12)),)
    assert parts(of_length(*[minute] * 11), 37_500, set(range(1, 12))) == ((),)
