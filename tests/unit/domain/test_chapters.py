"""Chapters from the script's marks, for players and for YouTube."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.chapters import TITLE_CHARS, Start, chapters, to_youtube
from studio.domain.render import Chapter

SCENES = [Start(0.0, "Opening"), Start(20.0, "Middle"), Start(40.0, "End")]


def titled(*marks: tuple[float, str]) -> list[tuple[float, str]]:
    return [(c.start, c.title) for c in chapters([Start(*mark) for mark in marks], SCENES, 60.0)]


def test_without_marks_every_scene_is_a_chapter():
    assert titled() == [(0.0, "Opening"), (20.0, "Middle"), (40.0, "End")]


def test_marks_are_the_chapters_and_the_first_begins_the_video():
    assert titled((2.5, "One way"), (30.0, "Another")) == [(0.0, "One way"), (30.0, "Another")]


def test_what_comes_long_before_the_first_mark_is_a_chapter_of_its_own():
    assert titled((12.0, "Keys")) == [(0.0, "Opening"), (12.0, "Keys")]


def test_a_mark_too_close_to_the_one_before_is_left_out():
    assert titled((0.0, "One"), (3.9, "Two"), (7.9, "Three")) == [(0.0, "One"), (7.9, "Three")]


@pytest.mark.parametrize("title", ["2. Sift", "Step 2", "step 2: sift", "Part 3", "2) Sift"])
def test_a_numbered_chapter_may_be_close_to_the_one_before(title):
    assert titled((0.0, "One"), (2.0, title)) == [(0.0, "One"), (2.0, title)]


def test_two_chapters_never_begin_together():
    assert titled((5.0, "1. One"), (5.0, "2. Two"), (5.5, "3. Three"))[1:] == [(5.0, "1. One")]


def test_long_titles_are_shortened_at_a_word():
    title = "The quick brown fox jumps over the lazy dog and then over the fence"

    [(_, short)] = titled((0.0, title))

    assert short == "The quick brown fox jumps over the lazy dog and then over…"


marks = st.lists(
    st.builds(Start, st.floats(0, 7000), st.text(min_size=1, max_size=90)), max_size=20
).map(sorted)


@given(marks)
def test_whatever_is_marked_the_chapters_cover_the_video_in_order(marked):
    listed = chapters(marked, SCENES, 7200.0)

    assert listed[0].start == 0
    assert listed[-1].end == 7200.0
    assert all(one.end == following.start for one, following in pairwise(listed))
    assert all(chapter.start < chapter.end for chapter in listed)
    assert all(len(chapter.title) <= TITLE_CHARS for chapter in listed)
    times = [line.partition(" ")[0] for line in to_youtube(listed).splitlines()]
    assert len({*times}) == len(times) == len(listed)


def test_youtubes_list_has_a_line_for_every_chapter():
    starts = [0.0, 9.99, 61.2, 3599.9, 3600.0, 36_061.0]
    listed = [Chapter(start=at, end=at + 1, title=f"At {at}") for at in starts]

    assert to_youtube(listed).splitlines() == [
        "0:00 At 0.0",
        "0:09 At 9.99",
        "1:01 At 61.2",
        "59:59 At 3599.9",
        "1:00:00 At 3600.0",
        "10:01:01 At 36061.0",
    ]
