"""What is written for eyes is said for ears."""

# ruff: noqa: SIM905 - lookalikes are the subject

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.pronunciation import natural_english, plain_english, say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("table,", "table,"),
        ("“Hello,”", "Hello,"),
        ("don’t", "don't"),
        ("O(n^2)", "O of n squared"),
        ("O(n²).", "O of n squared."),
        ("f(x)", "f of x"),
        ("hash(k)", "hash k"),
        ("hash_map", "hash map"),
        ("binarySearch", "binary Search"),
        ("HTTPServer", "H T T P Server"),
        ("`list[0]`", "list 0"),
        ("foo()", "foo"),
        ("x86", "x 86"),
        ("10ms", "10 ms"),
        ("3rd", "3rd"),
        ("1990s", "1990s"),
        ("1,024", "1,024"),
        ("$5.50", "$5.50"),
        ("50%", "50 percent"),
        ("1/2", "1 over 2"),
        ("½", "1 over 2"),
        ("n-1", "n minus 1"),
        ("-5", "minus 5"),
        ("a!=b", "a is not b"),
        ("x<=y", "x at most y"),
        ("C++", "C plus plus"),
        ("C#.", "C sharp."),
        ("e.g.", "for example."),
        ("I/O", "I O"),
        ("SQL", "S Q L"),
        ("APIs", "A P I's"),
        ("JSON", "Json"),
        ("I", "I"),
        ("café", "cafe"),
        ("λ", "lambda"),
        ("π≈3.14", "pi is about 3.14"),
        ("node.js", "node dot js"),
        ("192.168.0.1", "192 dot 168 dot 0 dot 1"),
        ("https://www.example.com/a?b=c", "example dot com"),
        ("#1", "number 1"),
        ("—", ""),
        ("🎉", ""),
        ("!!!", ""),
        ("Москва", ""),
    ],
)
def test_a_word_is_said_as_a_person_would(written, said):
    assert say(written) == said


def test_a_dash_standing_alone_is_a_pause_after_the_word_before():
    assert plain_english("one — two: — 🎉 — three".split()) == [
        "one,", "", "two:", "", "", "", "three",
    ]  # fmt: skip


def test_a_voice_that_reads_well_is_left_ordinary_words_of_any_script():
    words = "café SQL don’t “Hi!” Москва 中文 O(n^2) x86 🎉".split()

    assert natural_english(words) == [*words[:6], "O of n squared", "x 86", ""]


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_becomes_one_plain_form_per_word(texts):
    words = " ".join(texts).split()

    forms = plain_english(words)

    assert len(forms) == len(words)
    assert all(re.fullmatch(r"[A-Za-z0-9'.,$ :;!?]*", form) for form in forms)
    assert all(form == " ".join(form.split()) for form in forms)
    assert all(any(map(str.isalnum, form)) for form in forms if form)


@given(st.text(alphabet="aB1._/(<", min_size=1, max_size=3000))
def test_no_word_goes_on_for_ever(text):
    assert len(say(text)) <= 201
