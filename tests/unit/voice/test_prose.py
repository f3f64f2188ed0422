import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.prose import ends_clause, ends_sentence, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("He said “No.” Then he left.", 2),
        ("See Dr. Smith, e.g. on Monday. Bye.", 2),
        ("Wait... what? (Yes.) 3 more.", 3),
        ("Version 2.0 of node.js is out.", 1),
        ("It ends here. lowercase goes on", 1),
    ],
)
def test_sentences_end_where_a_reader_would_say(text, count):
    words = text.split()

    assert len(list(sentences(words))) == count


@given(st.lists(st.text(min_size=1, max_size=5), max_size=20))
def test_sentences_cover_all_words_in_order(words):
    indices = [index for sentence in sentences(words) for index in sentence]

    assert indices == list(range(len(words)))


@pytest.mark.parametrize("word", ["so,", "this:", "that;", "—", "(aside)", "-", "“quoted,”"])
def test_clauses_end_at_commas_and_the_like(word):
    assert ends_clause(word)


def test_the_last_word_ends_its_sentence_only_with_a_full_stop():
    assert ends_sentence("e.g.")
    assert not ends_sentence("end")
