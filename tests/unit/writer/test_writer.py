"""What kind of video the writer makes, and what it says about itself."""

import pytest

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.manner import expand
from studio.adapters.offline_writer.speech import (
    sentence,
    spoken_count,
    spoken_file,
    spoken_list,
    spoken_name,
    spoken_text,
)
from studio.domain.brief import TopicBrief


def write(topic: str, context: dict[str, bytes] | None = None, **wishes):
    return OfflineScriptWriter().write(TopicBrief(topic=topic, **wishes), context or {})


def test_an_unknown_topic_is_outlined_honestly():
    draft = write("the history of cheese")

    assert "made without a language model" in draft.scenes[0].narration
    assert any("language model" in warning for warning in draft.warnings)
    assert "cheese" in draft.scenes[0].narration


def test_a_built_in_lesson_needs_no_warning():
    assert write("hash tables").warnings == ()


def test_the_writer_says_what_it_is():
    assert "no language model" in write("hash tables").writer


def test_attached_code_is_explained_rather_than_the_topic():
    draft = write("hash tables", {"f.py": b"def f(x):\n    return x + 1\n"})

    assert "f.py" in draft.title


def test_what_could_not_be_read_is_named():
    draft = write(
        "hash tables", {"data.csv": b"\x00\x01", "scan.pdf": b"", "photo.png": b"\x89PNG"}
    )

    assert draft.warnings == (
        "Not read, because there is no text in them: data.csv, scan.pdf.",
        "Not looked at, because this writer cannot see pictures: photo.png.",
    )
    assert "Hash Tables" in draft.title


@pytest.mark.parametrize("name", ["bread.pdf", "bread.docx"])
def test_the_text_of_a_document_is_prose_whatever_it_looks_like(name):
    text = (
        b"# Sourdough\n\nWild yeast eats the sugar in flour. import os is what programmers say.\n"
    )
    draft = write("x", {name: text})

    assert draft.warnings == ()
    assert any("yeast" in scene.narration for scene in draft.scenes)


def test_prose_left_out_beside_code_is_named():
    draft = write("x", {"f.py": b"def f(x):\n    return x\n", "README.md": b"# Hello\n\nWords.\n"})

    assert draft.warnings == ("Only the code was explained, and not: README.md.",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("parse_rows", "parse rows"),
        ("parseRows", "parse rows"),
        ("HTTPServer", "HTTP server"),
        ("_siftup", "siftup"),
        ("__init__", "init"),
        ("max_idx2", "max index 2"),
        ("url_to_id", "URL to ID"),
        ("___", "an unnamed value"),
    ],
)
def test_an_identifier_is_pronounced_as_words(name, said):
    assert spoken_name(name) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("O(n log n) time", "O of n log n time"),
        ("2**10 > 1000", "2 to the power of 10 is greater than 1000"),
        ("a != b", "a is not b"),
        ("50% off at $20", "50 percent off at 20 dollars"),
        ("see https://x.org/a", "see the link"),
        ("call `parse_rows()` now", "call parse rows now"),
        ("a [[1]] mark", "a 1 mark"),
        ("500 g, e.g. flour", "500 grams, for example flour"),
        ("x (that is y) z", "x, that is y z"),
        ("the rider\u2019s 14 km/h", "the rider's 14 kilometres per hour"),
    ],
)
def test_symbols_are_said_in_words(text, said):
    assert spoken_text(text) == said


def test_small_words_for_small_things():
    assert spoken_file("lib/heapq.py") == "heapq dot py"
    assert spoken_count(2, "class", "classes") == "two classes"
    assert spoken_count(1, "line") == "one line"
    assert spoken_list(["a", "b", "c"]) == "a, b and c"
    assert sentence("and so it goes, ") == "And so it goes."


def test_a_formal_tone_spells_contractions_out_but_keeps_possessives():
    assert expand("It's Plum's slot, and you can't say we won't.") == (
        "It is Plum's slot, and you cannot say we will not."
    )
