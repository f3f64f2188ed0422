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
