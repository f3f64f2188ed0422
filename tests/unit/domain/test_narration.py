import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.narration import read_marks


def test_a_mark_points_at_the_word_after_it():
    text, cues, *_ = read_marks("A key [[1]] becomes a number, [[2]] then a slot.")

    assert text == "A key becomes a number, then a slot."
    assert [text.split()[cue] for cue in cues] == ["becomes", "then"]


def test_a_mark_after_the_last_word_lands_on_the_last_word():
    assert read_marks("The end [[1]]").cues == (1,)


def test_named_marks_are_not_spoken():
    assert read_marks("Wait [[beat]] here").text == "Wait here"


words = st.lists(st.text("abc.,é", min_size=1, max_size=5), min_size=1, max_size=12)


@given(words, st.lists(st.integers(0, 12), max_size=5))
def test_marks_never_change_what_is_said(said, positions):
    marked = list(said)
    for number, position in enumerate(sorted(positions, reverse=True)):
        marked.insert(min(position, len(said)), f"[[{number}]]")
    text, cues, *_ = read_marks(" ".join(marked))

    assert text == " ".join(said)
    assert len(cues) == len(positions)
    assert list(cues) == sorted(cues)
    assert all(0 <= cue < len(said) for cue in cues)


def test_every_kind_of_mark_is_read_and_none_is_spoken():
    marked = read_marks(
        "[[ch: Keys]] A key [[1]] is hashed. [[beat]] [[ch: 2. Slots]] It finds [[2]] its slot."
    )

    assert marked.text == "A key is hashed. It finds its slot."
    assert [marked.text.split()[cue] for cue in marked.cues] == ["is", "its"]
    assert marked.beats == (4,)
    assert [(mark.word, mark.title) for mark in marked.chapters] == [(0, "Keys"), (4, "2. Slots")]


def test_a_beat_needs_words_on_both_sides():
    assert read_marks("[[beat]] One two [[beat]]").beats == ()


@pytest.mark.parametrize(
    "malformed",
    [
        "[[]]",
        "[[ch:]]",
        "[[ch: ]]",
        "[[pause 2]]",
        "[[x1]]",
        "[[1",
        "1]]",
        "[[",
        "]]",
        "[[1]",
        "[1]]",
        "[[beat]",
        "[[ch: Oops]",
    ],
)
def test_a_malformed_mark_is_dropped_and_what_is_around_it_is_said(malformed):
    marked = read_marks(f"One {malformed} two [[1]] three")

    assert marked.text.replace("1 ", "") == "One two three"
    assert [marked.text.split()[cue] for cue in marked.cues] == ["three"]
    assert marked.beats == marked.chapters == ()


def test_a_mark_left_open_swallows_nothing():
    marked = read_marks("One [[ch: two three [[1]] four [[beat]] five")

    assert marked.text == "One two three four five"
    assert (marked.cues, marked.beats) == ((3,), (4,))


def test_a_stop_written_after_a_mark_stays_with_its_word():
    marked = read_marks("It finds its slot [[1]]. Then [[2]], at last, it rests [[3]].")

    assert marked.text == "It finds its slot. Then, at last, it rests."
    assert [marked.text.split()[cue] for cue in marked.cues] == ["Then,", "at", "rests."]


@given(st.text("[]ch: 12beat.a", max_size=60))
def test_no_brackets_of_marks_are_ever_spoken(narration):
    marked = read_marks(narration)

    assert "[[" not in marked.text
    assert "]]" not in marked.text
    words = len(marked.text.split())
    assert all(0 < beat < words for beat in marked.beats)
    assert all(mark.word < max(words, 1) for mark in marked.chapters)
