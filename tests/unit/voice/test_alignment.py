"""Whatever a voice reports, each word of the narration gets one time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.alignment import Mark, Token, align, marks_of, utter
from studio.domain.pronunciation import plain_english

any_words = st.lists(st.text(min_size=1, max_size=12).map("".join), min_size=1, max_size=20).map(
    lambda words: " ".join(words).split() or ["x"]
)
any_time = st.floats(allow_nan=True, allow_infinity=True, width=32)
any_marks = st.lists(st.builds(Mark, st.integers(-5, 300), any_time, any_time), max_size=30)


@given(any_words, any_marks, st.floats(0, 1000))
def test_any_marks_give_exactly_one_time_per_word_in_order(words, marks, seconds):
    timed = align(words, plain_english(words), marks, seconds)

    assert [word.text for word in timed] == words
    assert all(0 <= word.start <= word.end <= seconds for word in timed)
    assert all(a.end <= b.start for a, b in pairwise(timed))


@given(st.lists(st.sampled_from(["", "ab", "cde"]), max_size=10))
def test_an_utterance_begins_each_spoken_word_where_it_says(forms):
    text, offsets = utter(forms)

    assert text.split() == [form for form in forms if form]
    assert all(
        text.startswith(form, offset) for form, offset in zip(forms, offsets, strict=True) if form
    )


def times(words: str, marks: list[Mark], seconds: float = 10.0) -> list[tuple[float, float]]:
    forms = ["" if word == "*" else word for word in words.split()]
    return [(word.start, word.end) for word in align(words.split(), forms, marks, seconds)]


def test_good_marks_are_taken_as_they_are():
    marks = [Mark(0, 0.5, 1.0), Mark(4, 1.2, 2.0)]

    assert times("one two", marks) == [(0.5, 1.0), (1.2, 2.0)]


def test_several_marks_of_one_word_unite():
    marks = [Mark(0, 0.5, 1.0), Mark(2, 1.0, 1.4), Mark(4, 1.5, 2.0)]

    assert times("x86 two", marks) == [(0.5, 1.4), (1.5, 2.0)]


def test_words_a_voice_ran_together_share_its_mark_by_length():
    assert times("of three", [Mark(0, 1.0, 2.4)]) == [(1.0, 1.4), (1.4, 2.4)]


def test_silent_words_take_no_time():
    marks = [Mark(0, 0.5, 1.0), Mark(4, 1.2, 2.0)]

    assert times("one * two *", marks) == [(0.5, 1.0), (1.0, 1.0), (1.2, 2.0), (2.0, 2.0)]


def test_without_any_mark_the_words_share_all_the_time_by_length():
    assert times("a abc", [], seconds=4.0) == [(0.0, 1.0), (1.0, 4.0)]


def test_marks_past_the_end_or_out_of_turn_are_brought_back():
    marks = [Mark(0, 3.0, 4.0), Mark(4, 1.0, 2.0), Mark(8, 11.0, 12.0)]

    assert times("one two tri", marks) == [(3.0, 3.0), (3.0, 3.0), (10.0, 10.0)]


def test_tokens_are_found_in_turn_and_strange_ones_passed_over():
    tokens = [Token("a", 0, 1), Token("zebra", 1, 2), Token("cat", 2, 3), Token("a", 3, 4)]

    assert list(marks_of("a cat, a", tokens)) == [Mark(0, 0, 1), Mark(2, 2, 3), Mark(7, 3, 4)]
